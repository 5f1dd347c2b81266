package io.dynrefer.data;

import io.dynrefer.region.Attribute;
import java.util.List;
import java.util.Objects;

/**
 * The words that a data set's labels are drawn from.
 *
 * @param categories the categories seen in training
 * @param novelCategories categories that never occur in training, for recognition of unseen ones
 * @param attributes in the form of {@link Attribute#parse}: {@code color:red}, or a bare word
 * @param tags lower-case words, every parsed tag of every split
 */
public record DatasetVocabulary(
        List<String> categories, List<String> novelCategories, List<String> attributes, List<String> tags) {
    public DatasetVocabulary {
        categories = List.copyOf(categories);
        novelCategories = List.copyOf(novelCategories);
        attributes = List.copyOf(attributes);
        tags = List.copyOf(tags);
        attributes.forEach(name -> Objects.requireNonNull(Attribute.parse(name)));
    }
}
