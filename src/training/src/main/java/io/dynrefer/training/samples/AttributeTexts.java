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

    private AttributeTexts(Set<String> attributes) {
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
        for (SampleSource source : sources) {
            for (Sample sample : source.samples()) {
                attributes.addAll(sample.region().labels().attributes());
                attributes.addAll(sample.region().labels().negativeAttributes());
            }
        }
        return new AttributeTexts(attributes);
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
