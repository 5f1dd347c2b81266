package io.dynrefer.evaluation.attributes;

/**
 * One of OVAD's attributes and the groups it counts in.
 *
 * @param name {@code type:word/word}, e.g. {@code color:red/scarlet}
 * @param type e.g. {@code color}
 * @param parentType e.g. {@code appearance}
 */
public record AttributeClass(String name, String type, String parentType, FrequencySet frequencySet) {
    /** {@code multiple} when the name lists several words, {@code single} otherwise. */
    public String synonymGroup() {
        return name.substring(name.lastIndexOf(':') + 1).contains("/") ? "multiple" : "single";
    }
}
