package io.dynrefer.training.own;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.heads.TextHead;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.text.OwnWords;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.Task;
import io.dynrefer.region.TimeLeft;
import io.dynrefer.training.samples.CachedFeatures;
import io.dynrefer.training.samples.FeatureCacheWriter;
import io.dynrefer.training.samples.RegionEmbedder;
import io.dynrefer.training.samples.RegionFeatures;
import io.dynrefer.training.samples.Sample;
import io.dynrefer.training.samples.SampleSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads labelled regions with a model whose network stays as it is; what the image encoder makes of them is kept. */
final class OwnReader implements AutoCloseable {
    private static final int AT_ONCE = 64;

    private final DynReferModel model;
    private final CheckpointWeights weights;
    private final Preset preset;
    private final OwnWords known;
    private final List<String> defaults;
    private final FloatMatrix builtIn; // (defaults, text width)
    private final List<Double> coefficients;
    private final Path cache;
    private final Consumer<String> messages;

    /**
     * @param start the model folder
     * @param cache folder of computed features
     */
    OwnReader(Path start, Path cache, Consumer<String> messages) {
        this.preset = Preset.read(start.resolve(Preset.FILE_NAME));
        if (preset.lexical() == null) {
            throw DynReferException.invalid(
                    "--start",
                    "Own categories are taught to models with lexical rows, such as models/dynrefer-mini; " + start
                            + " has none.");
        }
        this.model = DynReferModel.load(start, EnumSet.of(Part.IMAGE_ENCODER, Part.TEXT_ENCODER), Precision.FP32);
        this.weights = new CheckpointWeights(Checkpoint.open(start), Precision.FP32);
        this.known = OwnWords.read(start, Weights.of(weights));
        this.defaults = Vocabularies.readCategories(start);
        int textWidth = preset.textEncoder().outputWidth();
        this.builtIn = new FloatMatrix(
                defaults.size(),
                textWidth,
                weights.array("ov_embeds", new Shape(defaults.size(), textWidth))
                        .toFloatArray());
        this.coefficients = model.card().views(Task.CATEGORY);
        this.cache = cache;
        this.messages = messages;
    }

    /** The embeddings of categories (categories, text width): those that come with the weights, the rest made now. */
    FloatMatrix embeddings(List<String> words) {
        List<String> missing =
                words.stream().filter(word -> !defaults.contains(word)).toList();
        int width = preset.textEncoder().outputWidth();
        float[] values = new float[words.size() * width];
        FloatMatrix made = missing.isEmpty()
                ? builtIn
                : model.textEncoder()
                        .encode(missing.stream().map(Prompts::category).toList());
        for (int i = 0; i < words.size(); i++) {
            int known = defaults.indexOf(words.get(i));
            FloatMatrix from = known < 0 ? made : builtIn;
            int row = known < 0 ? missing.indexOf(words.get(i)) : known;
            from.values().get(row * width, values, i * width, width);
        }
        return new FloatMatrix(words.size(), width, values);
    }

    /**
     * The regions of a source whose category is among the words.
     *
     * @param changed whether changed copies are wanted too
     */
    OwnRegions read(SampleSource source, List<String> words, boolean changed) {
        RegionEmbedder embedder = new RegionEmbedder(model.imageEncoder(), preset);
        FeatureCacheWriter writer = new FeatureCacheWriter(
                embedder, coefficients, cache, Runtime.getRuntime().availableProcessors());
        OwnRegions regions = OwnRegions.empty();
        try (CachedFeatures features = new CachedFeatures(
                List.of(new CachedFeatures.Copies(
                        writer.require(source, false, progress("Looking at")),
                        changed ? writer.require(source, true, progress("Looking at changed")) : null)),
                embedder.tokens(),
                embedder.width())) {
            List<Sample> samples = source.samples().stream()
                    .filter(sample -> words.contains(sample.region().labels().category()))
                    .map(sample -> new Sample(0, sample.number(), sample.image(), sample.region()))
                    .toList();
            Words asked = words(words);
            for (int from = 0; from < samples.size(); from += AT_ONCE) {
                add(samples.subList(from, Math.min(from + AT_ONCE, samples.size())), asked, changed, features, regions);
            }
        }
        return regions;
    }

    /** Own words, and all others of the model, as the head reads them. */
    private record Words(List<String> own, List<String> others, FloatMatrix ownTexts, FloatMatrix otherTexts) {}

    private Words words(List<String> own) {
        List<String> others =
                defaults.stream().filter(word -> !own.contains(word)).toList();
        return new Words(own, others, texts(own), texts(others));
    }

    private FloatMatrix texts(List<String> words) {
        FloatMatrix projected = known.widened(words, embeddings(words));
        return Inference.call(manager -> {
            NDArray texts = head().project(manager.create(values(projected), shape(projected)));
            Shape shape = texts.getShape();
            return new FloatMatrix((int) shape.get(0), (int) shape.get(1), texts.toFloatArray());
        });
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.values().get(values);
        return values;
    }

    private static Shape shape(FloatMatrix matrix) {
        return new Shape(matrix.rows(), matrix.columns());
    }

    private TextHead head() {
        return model.network().head(TextHead.Use.CATEGORY);
    }

    private void add(List<Sample> samples, Words words, boolean changed, RegionFeatures features, OwnRegions regions) {
        float[][][] seen = look(samples, false, features, List.of(directions(), words.ownTexts(), words.otherTexts()));
        float[][] copies = changed ? look(samples, true, features, List.of(directions()))[0] : seen[0];
        for (int i = 0; i < samples.size(); i++) {
            AnnotatedRegion region = samples.get(i).region();
            regions.where().add(new OwnRegions.Place(samples.get(i).image(), region));
            regions.labels().add(words.own().indexOf(region.labels().category()));
            regions.rows().add(seen[0][i]);
            regions.changed().add(copies[i]);
            regions.before().add(seen[1][i]);
            regions.rivals().add(rival(region, words.others(), seen[2][i]));
        }
    }

    /** Texts that point along each number of the head's vector: their logits are these numbers, scaled. */
    private FloatMatrix directions() {
        int width = preset.textEncoder().outputWidth();
        float[] values = new float[width * width];
        for (int i = 0; i < width; i++) {
            values[i * width + i] = 1;
        }
        return new FloatMatrix(width, width, values);
    }

    /** The logits of several lists of texts: (lists, samples, texts). */
    private float[][][] look(List<Sample> samples, boolean changed, RegionFeatures features, List<FloatMatrix> texts) {
        return Inference.call(manager -> {
            NDArray views = features.of(
                            manager,
                            samples.stream()
                                    .map(sample -> new RegionFeatures.Views(sample, coefficients, changed))
                                    .toList())
                    .views();
            NDArray rows = model.network().lexicalRows().forward(views); // (samples, rows, width)
            return texts.stream()
                    .map(list -> cut(
                            head().score(rows, manager.create(values(list), shape(list)))
                                    .toFloatArray(),
                            samples.size()))
                    .toArray(float[][][]::new);
        });
    }

    private static float[][] cut(float[] flat, int rows) {
        int columns = flat.length / rows;
        return IntStream.range(0, rows)
                .mapToObj(i -> Arrays.copyOfRange(flat, i * columns, (i + 1) * columns))
                .toArray(float[][]::new);
    }

    /** Words that may be said of the thing too, broader terms and parts of its name, are no rivals. */
    private static float rival(AnnotatedRegion region, List<String> others, float[] logits) {
        Set<String> right = Set.copyOf(region.labels().tags());
        String name = " " + region.labels().category().toLowerCase(Locale.ROOT) + " ";
        double most = Double.NEGATIVE_INFINITY;
        List<Float> counted = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            String other = others.get(i).toLowerCase(Locale.ROOT);
            if (!right.contains(other) && !name.contains(" " + other + " ")) {
                counted.add(logits[i]);
                most = Math.max(most, logits[i]);
            }
        }
        double sum = 0;
        for (float logit : counted) {
            sum += Math.exp(logit - most);
        }
        return (float) (most + Math.log(sum));
    }

    private FeatureCacheWriter.Listener progress(String what) {
        TimeLeft timeLeft = new TimeLeft();
        return (of, done, total, resumed) -> messages.accept(String.format(
                Locale.ROOT,
                "%s %s/%s: %d of %d photos, %s left",
                what,
                of.name(),
                of.split().wireName(),
                done,
                total,
                timeLeft.text(done - resumed, total - done)));
    }

    @Override
    public void close() {
        weights.close();
        model.close();
    }
}
