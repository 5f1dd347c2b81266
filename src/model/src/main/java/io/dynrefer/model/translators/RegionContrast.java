package io.dynrefer.model.translators;

import io.dynrefer.model.calibration.Calibration;
import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.text.OwnWords;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.WordSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** D_rtc: how well the texts of any vocabulary fit a region. */
public final class RegionContrast implements ContrastiveDecoder {
    private static final Comparator<ScoredLabel> BEST_FIRST =
            Comparator.comparingDouble(ScoredLabel::score).reversed();

    /** Vocabularies of each kind whose texts are kept, with what the head makes of them. */
    private static final int VOCABULARIES = 8;

    private final LabelScorer categoryScorer;
    private final LabelScorer attributeScorer;
    private final TextEmbeddings embeddings;
    private final TextTemplates templates;
    private final List<String> defaultCategories;
    private final List<Attribute> defaultAttributes;
    private final Recent<List<String>, LabelScorer.Texts> categoryTexts = new Recent<>(VOCABULARIES);
    private final Recent<List<Attribute>, AttributeTexts> attributeTexts = new Recent<>(VOCABULARIES);
    private final @Nullable Calibration calibration;
    private final OwnWords own;

    /**
     * The texts of attributes.
     *
     * @param counts how many each attribute has
     */
    private record AttributeTexts(List<Integer> counts, LabelScorer.Texts texts) {}

    /**
     * The texts that stand for a label.
     *
     * @param category the one text of a category
     * @param attribute the texts of an attribute, at least one
     */
    public record TextTemplates(Function<String, String> category, Function<Attribute, List<String>> attribute) {}

    /**
     * @param calibration what scores mean; null where that is not known
     * @param own categories that were taught beside the text
     */
    public RegionContrast(
            LabelScorer categoryScorer,
            LabelScorer attributeScorer,
            TextEmbeddings embeddings,
            TextTemplates templates,
            List<String> defaultCategories,
            List<Attribute> defaultAttributes,
            @Nullable Calibration calibration,
            OwnWords own) {
        this.categoryScorer = categoryScorer;
        this.attributeScorer = attributeScorer;
        this.embeddings = embeddings;
        this.templates = templates;
        this.defaultCategories = List.copyOf(defaultCategories);
        this.defaultAttributes = List.copyOf(defaultAttributes);
        this.calibration = calibration;
        this.own = own;
    }

    @Override
    public List<String> defaultCategories() {
        return defaultCategories;
    }

    @Override
    public List<Attribute> defaultAttributes() {
        return defaultAttributes;
    }

    @Override
    public List<Answer.Category> categories(List<RegionRepresentation> representations, List<String> vocabulary) {
        requireWords(vocabulary, "vocabulary.categories");
        float[][] logits = categoryScorer.logits(representations, categoryTexts(vocabulary));
        return IntStream.range(0, logits.length)
                .mapToObj(i -> category(representations.get(i), vocabulary, logits[i]))
                .toList();
    }

    private LabelScorer.Texts categoryTexts(List<String> vocabulary) {
        return categoryTexts.get(
                List.copyOf(vocabulary),
                words -> categoryScorer.texts(own.widened(
                        words,
                        embeddings.of(words.stream().map(templates.category()).toList()))));
    }

    private Answer.Category category(RegionRepresentation region, List<String> vocabulary, float[] logits) {
        return new Answer.Category(
                categories(vocabulary, logits),
                calibration == null ? null : calibration.thing().known(region.queries()));
    }

    @Override
    public ByExample categories(
            List<RegionRepresentation> representations,
            List<String> vocabulary,
            Map<String, List<RegionRepresentation>> examples) {
        List<RegionRepresentation> together = new ArrayList<>(representations);
        examples.values().forEach(together::addAll);
        if (!categoryScorer.isDirect()) {
            throw onlyWords();
        }
        List<float[]> vectors = categoryScorer.vectors(together);
        Map<String, List<float[]>> shown = new LinkedHashMap<>();
        int next = representations.size();
        for (Map.Entry<String, List<RegionRepresentation>> named : examples.entrySet()) {
            int end = next + named.getValue().size();
            shown.put(named.getKey(), vectors.subList(next, end));
            next = end;
        }
        return byExample(representations, vocabulary, new Shown(shown), vectors);
    }

    private static DynReferException onlyWords() {
        return DynReferException.invalid(
                "vocabulary.categories",
                "These weights compare regions with words alone, so they cannot take categories by example; take"
                        + " weights with lexical rows, such as models/dynrefer-mini, or describe the things in words.");
    }

    /** @param vectors of the regions, and of others after them */
    private ByExample byExample(
            List<RegionRepresentation> representations, List<String> vocabulary, Shown shown, List<float[]> vectors) {
        List<String> words =
                vocabulary.stream().filter(word -> !shown.has(word)).toList();
        float[][] named = words.isEmpty()
                ? new float[representations.size()][0]
                : categoryScorer.logits(representations, categoryTexts(words));
        List<Answer.Category> answers = new ArrayList<>();
        for (int i = 0; i < named.length; i++) {
            float[] logits = new float[vocabulary.size()];
            int word = 0;
            for (int j = 0; j < logits.length; j++) {
                logits[j] = shown.has(vocabulary.get(j))
                        ? shown.logit(vocabulary.get(j), vectors.get(i))
                        : named[i][word++];
            }
            answers.add(category(representations.get(i), vocabulary, logits));
        }
        return new ByExample(answers, shown.doubts());
    }

    @Override
    public Optional<WordSpace> wordSpace() {
        return categoryScorer.isDirect() && attributeScorer.isDirect()
                ? Optional.of(new HeadSpace(
                        new HeadSpace.Half<>(
                                categoryScorer,
                                thing -> embeddings.of(
                                        List.of(templates.category().apply(thing))),
                                thing -> categoryWeight()),
                        new HeadSpace.Half<>(
                                attributeScorer,
                                attribute -> embeddings.of(templates.attribute().apply(attribute)),
                                attribute -> meaning(attribute).scale()),
                        this::meaning,
                        defaultCategories))
                : Optional.empty();
    }

    private Logistic meaning(Attribute attribute) {
        return calibration == null ? Logistic.PLAIN : calibration.of(attribute);
    }

    /** What a unit of a category's logit is worth, among the model's own words. */
    private double categoryWeight() {
        return calibration == null ? 1 : 1 / calibration.categories().of(defaultCategories.size());
    }

    private static void requireWords(List<?> vocabulary, String field) {
        if (vocabulary.isEmpty()) {
            throw DynReferException.invalid(
                    field, "A vocabulary needs at least one entry; leave it out for the default.");
        }
    }

    private List<ScoredLabel> categories(List<String> vocabulary, float[] logits) {
        double @Nullable [] probabilities =
                calibration == null ? null : calibration.categories().probabilities(logits);
        List<ScoredLabel> labels = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            labels.add(new ScoredLabel(
                    vocabulary.get(i), logits[i], probabilities == null ? null : (Double) probabilities[i]));
        }
        labels.sort(BEST_FIRST);
        return labels;
    }

    @Override
    public List<Answer.Attributes> attributes(List<RegionRepresentation> representations, List<Attribute> vocabulary) {
        requireWords(vocabulary, "vocabulary.attributes");
        AttributeTexts texts = attributeTexts.get(List.copyOf(vocabulary), this::texts);
        return Arrays.stream(attributeScorer.logits(representations, texts.texts()))
                .map(logits -> new Answer.Attributes(attributes(vocabulary, texts.counts(), logits)))
                .toList();
    }

    private AttributeTexts texts(List<Attribute> vocabulary) {
        List<List<String>> texts =
                vocabulary.stream().map(templates.attribute()).toList();
        return new AttributeTexts(
                texts.stream().map(List::size).toList(),
                attributeScorer.texts(
                        embeddings.of(texts.stream().flatMap(List::stream).toList())));
    }

    /** An attribute's score is that of its best text. */
    private List<ScoredLabel> attributes(List<Attribute> vocabulary, List<Integer> counts, float[] logits) {
        List<ScoredLabel> labels = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < vocabulary.size(); i++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int text = 0; text < counts.get(i); text++) {
                best = Math.max(best, logits[next++]);
            }
            labels.add(new ScoredLabel(
                    vocabulary.get(i).name(), meaning(vocabulary.get(i)).probability(best)));
        }
        labels.sort(BEST_FIRST);
        return labels;
    }
}
