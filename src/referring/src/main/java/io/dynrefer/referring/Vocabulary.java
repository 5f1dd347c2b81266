package io.dynrefer.referring;

import io.dynrefer.region.Attribute;
import java.util.List;

/** The words a request brings for its category and attributes; an empty list means the model's own. */
public record Vocabulary(List<String> categories, List<Attribute> attributes) {
    /** The model's own words for both. */
    public static final Vocabulary BUILT_IN = new Vocabulary(List.of(), List.of());

    public Vocabulary {
        categories = List.copyOf(categories);
        attributes = List.copyOf(attributes);
    }
}
