package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.DatasetVocabulary;
import io.dynrefer.region.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of several data sets together.
 *
 * @param base categories of training
 * @param novel categories that training never saw
 * @param attributes names in the form of {@link Attribute#parse}
 * @param tags every tag
 */
public record SceneVocabulary(List<String> base, List<String> novel, List<String> attributes, List<String> tags) {
    public SceneVocabulary {
        base = List.copyOf(base);
        novel = List.copyOf(novel);
        attributes = List.copyOf(attributes);
        tags = List.copyOf(tags);
    }

    /** The union, in the order of first appearance; what is a base category anywhere is not novel. */
    public static SceneVocabulary union(List<DatasetVocabulary> vocabularies) {
        Set<String> base = new LinkedHashSet<>();
        Set<String> novel = new LinkedHashSet<>();
        Set<String> attributes = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        for (DatasetVocabulary vocabulary : vocabularies) {
            base.addAll(vocabulary.categories());
            novel.addAll(vocabulary.novelCategories());
            attributes.addAll(vocabulary.attributes());
            tags.addAll(vocabulary.tags());
        }
        novel.removeAll(base);
        return new SceneVocabulary(List.copyOf(base), List.copyOf(novel), List.copyOf(attributes), List.copyOf(tags));
    }

    /** Base, then novel: what is asked about. */
    public List<String> categories() {
        List<String> all = new ArrayList<>(base);
        all.addAll(novel);
        return all;
    }

    /** The type of an attribute, e.g. {@code color}; {@code state} where its name has none. */
    public static String typeOf(String attribute) {
        String type = Attribute.parse(attribute).type();
        return type.isEmpty() ? "other" : type;
    }
}
