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

    /**
     * An attribute from its name: {@code type:word/word} is something a thing has ("the red color"), a bare
     * {@code word/word} something it is ("the wet").
     */
    public static Attribute parse(String name) {
        int colon = name.indexOf(':');
        List<String> words = List.of(name.substring(colon + 1).split("/", -1));
        return colon < 0
                ? new Attribute("", words, Relation.IS)
                : new Attribute(name.substring(0, colon), words, Relation.HAS);
    }

    /** The name in OVAD's form: {@code type:word/word}, or just the words where there is no type. */
    public String name() {
        String words = String.join("/", synonyms);
        return type.isEmpty() ? words : type + ":" + words;
    }
}
