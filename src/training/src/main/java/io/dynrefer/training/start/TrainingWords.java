package io.dynrefer.training.start;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetVocabulary;
import io.dynrefer.data.Split;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.Attribute;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The words of several data sets together; of equal ones the first counts. */
final class TrainingWords {
    private final List<Dataset> datasets;

    TrainingWords(List<Dataset> datasets) {
        this.datasets = List.copyOf(datasets);
    }

    /** The vocabularies: tags, categories with the novel ones after all others, attributes. */
    Vocabularies vocabularies() {
        Set<String> categories = new LinkedHashSet<>(all(DatasetVocabulary::categories));
        categories.addAll(all(DatasetVocabulary::novelCategories));
        return new Vocabularies(
                List.copyOf(all(DatasetVocabulary::tags)),
                List.copyOf(categories),
                all(DatasetVocabulary::attributes).stream()
                        .map(Attribute::parse)
                        .toList());
    }

    /** The captions and tags of the training splits, and every word of the vocabularies. */
    Collection<String> texts() {
        Set<String> texts = new LinkedHashSet<>();
        for (Dataset dataset : datasets) {
            for (AnnotatedImage image : dataset.images(Split.TRAIN)) {
                image.regions().forEach(region -> add(texts, region));
            }
        }
        texts.addAll(all(DatasetVocabulary::tags));
        texts.addAll(all(DatasetVocabulary::categories));
        texts.addAll(all(DatasetVocabulary::novelCategories));
        all(DatasetVocabulary::attributes)
                .forEach(name -> texts.addAll(Attribute.parse(name).synonyms()));
        return texts;
    }

    private static void add(Set<String> texts, AnnotatedRegion region) {
        texts.addAll(region.captions());
        texts.addAll(region.labels().tags());
    }

    private Set<String> all(Function<DatasetVocabulary, List<String>> words) {
        Set<String> all = new LinkedHashSet<>();
        datasets.forEach(dataset -> all.addAll(words.apply(dataset.info().vocabulary())));
        return all;
    }
}
