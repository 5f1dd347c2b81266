package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.TagDecoder;
import io.dynrefer.region.ViewEmbedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A model without an engine: mean colours for embeddings, their sum for a representation. Counts its work. */
public final class PixelModel implements ImageEncoder, RegionEncoder, TagDecoder, ContrastiveDecoder, CaptionDecoder {
    static final String ID = "0123456789abcdef-fp32";
    static final int VIEW_SIZE = 8;
    static final int VIEW_COUNT = 3;
    static final double KNOWN = 0.25; // of every region

    private final String id;
    private final List<String> tags;

    public PixelModel() {
        this(ID, List.of("red", "green", "blue"));
    }

    /** @param tags for the three colours */
    public PixelModel(String id, List<String> tags) {
        this.id = id;
        this.tags = tags;
    }

    public final AtomicInteger cropsEncoded = new AtomicInteger();
    public final AtomicInteger largestBatch = new AtomicInteger();
    public final AtomicInteger regionsRepresented = new AtomicInteger();
    public final AtomicInteger captionsDecoded = new AtomicInteger();

    @Override
    public String id() {
        return id;
    }

    @Override
    public int viewSize() {
        return VIEW_SIZE;
    }

    @Override
    public int viewCount() {
        return VIEW_COUNT;
    }

    @Override
    public List<ViewEmbedding> encode(List<RgbImage> crops) {
        cropsEncoded.addAndGet(crops.size());
        largestBatch.accumulateAndGet(crops.size(), Math::max);
        return crops.stream().map(PixelModel::meanColor).toList();
    }

    private static ViewEmbedding meanColor(RgbImage crop) {
        float[] mean = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < VIEW_SIZE * VIEW_SIZE; pixel++) {
                mean[channel] +=
                        crop.sample(pixel % VIEW_SIZE, pixel / VIEW_SIZE, channel) / (255f * VIEW_SIZE * VIEW_SIZE);
            }
        }
        return new ViewEmbedding(new FloatMatrix(1, 3, mean));
    }

    @Override
    public List<RegionRepresentation> represent(List<RegionViews> regions) {
        regionsRepresented.addAndGet(regions.size());
        return regions.stream().map(PixelModel::concatenate).toList();
    }

    private static RegionRepresentation concatenate(RegionViews region) {
        float[] values = new float[3 * region.embeddings().size()];
        for (int view = 0; view < region.embeddings().size(); view++) {
            region.embeddings().get(view).tokens().values().get(values, 3 * view, 3);
        }
        return new RegionRepresentation(
                region.coefficients(), new FloatMatrix(region.embeddings().size(), 3, values));
    }

    @Override
    public List<String> vocabulary() {
        return tags;
    }

    @Override
    public List<Answer.Tags> decode(List<RegionRepresentation> representations, double threshold) {
        return representations.stream()
                .map(region -> new Answer.Tags(IntStream.range(0, 3)
                        .mapToObj(channel -> new ScoredLabel(
                                vocabulary().get(channel),
                                region.queries().values().get(channel)))
                        .filter(tag -> tag.score() > threshold)
                        .toList()))
                .toList();
    }

    @Override
    public List<String> defaultCategories() {
        return List.of("cat", "dog", "mug", "sofa", "bird", "tree", "rocket");
    }

    @Override
    public List<Attribute> defaultAttributes() {
        return List.of(Attribute.parse("color:red/scarlet"), Attribute.parse("wet"));
    }

    @Override
    public List<Answer.Category> categories(List<RegionRepresentation> representations, List<String> vocabulary) {
        return representations.stream()
                .map(region -> new Answer.Category(likely(scored(vocabulary, region)), KNOWN))
                .toList();
    }

    /** What is seen by example scores by how near its colours are, words as always. */
    @Override
    public ByExample categories(
            List<RegionRepresentation> representations,
            List<String> vocabulary,
            Map<String, List<RegionRepresentation>> examples) {
        return new ByExample(
                representations.stream()
                        .map(region -> new Answer.Category(nearest(vocabulary, examples, region), KNOWN))
                        .toList(),
                examples.entrySet().stream()
                        .filter(shown -> shown.getValue().size() == 1)
                        .map(shown -> shown.getKey() + " has one example")
                        .toList());
    }

    private static List<ScoredLabel> nearest(
            List<String> vocabulary, Map<String, List<RegionRepresentation>> examples, RegionRepresentation region) {
        List<ScoredLabel> labels = new ArrayList<>();
        for (ScoredLabel word : scored(vocabulary, region)) {
            labels.add(
                    examples.containsKey(word.name())
                            ? new ScoredLabel(word.name(), -distance(examples.get(word.name()), region))
                            : word);
        }
        labels.sort(Comparator.comparingDouble(ScoredLabel::score).reversed());
        return labels;
    }

    private static double distance(List<RegionRepresentation> shown, RegionRepresentation region) {
        return shown.stream()
                .mapToDouble(example -> IntStream.range(0, 3)
                        .mapToDouble(
                                channel -> Math.abs(example.queries().values().get(channel)
                                        - region.queries().values().get(channel)))
                        .sum())
                .min()
                .orElseThrow();
    }

    @Override
    public List<Answer.Attributes> attributes(List<RegionRepresentation> representations, List<Attribute> vocabulary) {
        List<String> names = vocabulary.stream().map(Attribute::name).toList();
        return representations.stream()
                .map(region -> new Answer.Attributes(scored(names, region)))
                .toList();
    }

    /** The same with scores for probabilities. */
    private static List<ScoredLabel> likely(List<ScoredLabel> scored) {
        return scored.stream()
                .map(label -> new ScoredLabel(label.name(), label.score(), label.score()))
                .toList();
    }

    private static List<ScoredLabel> scored(List<String> names, RegionRepresentation region) {
        List<ScoredLabel> labels = new ArrayList<>();
        for (String name : names) {
            labels.add(new ScoredLabel(name, region.queries().values().get(0) / name.length()));
        }
        labels.sort(Comparator.comparingDouble(ScoredLabel::score).reversed());
        return labels;
    }

    @Override
    public List<Answer.Caption> decode(
            List<RegionRepresentation> representations, List<ControlWords> controls, CaptionOptions options) {
        captionsDecoded.addAndGet(representations.size());
        List<Answer.Caption> captions = new ArrayList<>();
        for (ControlWords words : controls) {
            String thing = words.name() == null ? "thing" : words.name();
            captions.add(new Answer.Caption("a " + String.join(" ", words.words()) + " " + thing, 0.5, words.words()));
        }
        return captions;
    }
}
