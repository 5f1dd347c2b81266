package io.dynrefer.region;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** D_rtc: region–text contrast, for categories and attributes of any vocabulary. Safe for use by several threads. */
public interface ContrastiveDecoder {
    /** The category names used when a request brings none. */
    List<String> defaultCategories();

    /** The attributes used when a request brings none. */
    List<Attribute> defaultAttributes();

    /** One answer per representation with every category, best first (ties: vocabulary order). */
    List<Answer.Category> categories(List<RegionRepresentation> representations, List<String> vocabulary);

    /**
     * The same where some categories are what their examples show, whatever their names say. Scores of names and of
     * examples are of one scale.
     *
     * @param examples by the name of the category, which is in the vocabulary; each at least one
     */
    ByExample categories(
            List<RegionRepresentation> representations,
            List<String> vocabulary,
            Map<String, List<RegionRepresentation>> examples);

    /** One answer per representation with every attribute, best first (ties: vocabulary order). */
    List<Answer.Attributes> attributes(List<RegionRepresentation> representations, List<Attribute> vocabulary);

    /**
     * Where regions are found by words without asking about each; empty for weights whose heads compare by attention.
     */
    default Optional<WordSpace> wordSpace() {
        return Optional.empty();
    }

    /**
     * Answers among categories that have examples.
     *
     * @param warnings what is doubtful about the examples, for whoever gave them
     */
    record ByExample(List<Answer.Category> answers, List<String> warnings) {
        public ByExample {
            answers = List.copyOf(answers);
            warnings = List.copyOf(warnings);
        }
    }
}
