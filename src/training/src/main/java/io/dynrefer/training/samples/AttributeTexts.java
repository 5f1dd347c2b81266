package io.dynrefer.training.samples;

import io.dynrefer.model.text.Prompts;
import io.dynrefer.region.Attribute;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which texts stand for which attributes of data sets. Immutable. */
public final class AttributeTexts {
    private final Map<String, Set<String>> attributesOf = new HashMap<>(); // by text
    private final Map<String, Integer> counts; // how many regions an attribute is true of

    private AttributeTexts(Set<String> attributes, Map<String, Integer> counts) {
        this.counts = Map.copyOf(counts);
        for (String attribute : attributes) {
            texts(attribute)
                    .forEach(text -> attributesOf
                            .computeIfAbsent(text, known -> new HashSet<>())
                            .add(attribute));
        }
    }

    /** Those of all attributes that any region has or is known not to have. */
    public static AttributeTexts of(List<SampleSource> sources) {
        Set<String> attributes = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        for (SampleSource source : sources) {
            for (Sample sample : source.samples()) {
                sample.region().labels().attributes().forEach(attribute -> counts.merge(attribute, 1, Integer::sum));
                attributes.addAll(sample.region().labels().attributes());
                attributes.addAll(sample.region().labels().negativeAttributes());
            }
        }
        return new AttributeTexts(attributes, counts);
    }

    /**
     * How much it counts that a text is true of a region: of an attribute that is often true less, the mean being 1.
     *
     * @param balance exponent of the frequency
     */
    float weight(String text, double balance) {
        int count = attributesOf(text).stream()
                .mapToInt(attribute -> counts.getOrDefault(attribute, 0))
                .max()
                .orElse(0);
        if (count == 0 || balance == 0) {
            return 1;
        }
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        double weighed = counts.values().stream()
                .mapToDouble(each -> Math.pow(each, 1 - balance))
                .sum();
        return (float) (Math.pow(count, -balance) * all / weighed);
    }

    /** The texts of all attributes, in alphabetic order. */
    public List<String> all() {
        return attributesOf.keySet().stream().sorted().toList();
    }

    /** The texts of an attribute by its name, as {@link Attribute#parse} takes it. */
    static List<String> texts(String attribute) {
        return Prompts.attribute(Attribute.parse(attribute));
    }

    /** The attributes that a text stands for; none for any other text. */
    Set<String> attributesOf(String text) {
        return attributesOf.getOrDefault(text, Set.of());
    }
}
