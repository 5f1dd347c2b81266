package io.dynrefer.region;

import java.util.List;

/**
 * An attribute of a vocabulary (METHOD 4, OVAD).
 *
 * @param type what kind of property, e.g. {@code color}; may be empty
 * @param synonyms the words for it, at least one, e.g. {@code red, scarlet}
 * @param relation whether a thing has it or is it; decides the text templates
 */
public record Attribute(String type, List<String> synonyms, Relation relation) {
    /** "the {noun} has {attribute} {type}" or "the {noun} is {attribute}". */
    public enum Relation {
        HAS,
        IS
    }

    public Attribute {
        synonyms = List.copyOf(synonyms);
        if (synonyms.isEmpty()) {
            throw DynReferException.invalid("vocabulary.attributes", "An attribute needs at least one word.");
        }
    }

    /** The name in OVAD's form: {@code type:word/word}, or just the words where there is no type. */
    public String name() {
        String words = String.join("/", synonyms);
        return type.isEmpty() ? words : type + ":" + words;
    }
}
