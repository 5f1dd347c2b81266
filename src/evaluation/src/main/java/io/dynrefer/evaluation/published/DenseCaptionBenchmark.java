package io.dynrefer.evaluation.published;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.GivenBoxes;
import io.dynrefer.data.formats.PublishedFiles;
import io.dynrefer.data.formats.VisualGenome;
import io.dynrefer.data.formats.VisualGenome.Subset;
import io.dynrefer.evaluation.densecaption.CaptionedBox;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.BenchmarkSample;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Visual Genome dense captioning: captions of the annotated boxes, or of boxes that a detector found. */
public final class DenseCaptionBenchmark implements PublishedBenchmark<DenseCaptionBenchmark.Origin> {
    private static final double TAG_THRESHOLD = 0.8;

    private final Version version;
    private final Supplier<Stream<Described>> source;
    private final @Nullable GivenBoxes boxes;
    private final PublishedImages images;
    private final Runnable closing;
    private final long size;

    /** Which annotations, and which images of them. */
    public enum Version {
        V10("V1.0"),
        V12("V1.2"),
        VG_COCO("VG-COCO");

        private final String title;

        Version(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * Where a box comes from.
     *
     * @param score the detector's score; null for an annotated box, which the caption's score ranks
     * @param phrase what people said about an annotated box; null for a detected one
     */
    public record Origin(@Nullable Double score, @Nullable String phrase) {}

    /** An image with everything that is described in it. */
    record Described(long id, String fileName, List<CaptionedBox> regions) {
        Described {
            regions = List.copyOf(regions);
        }
    }

    private DenseCaptionBenchmark(
            Version version,
            Supplier<Stream<Described>> source,
            @Nullable GivenBoxes boxes,
            PublishedImages images,
            Runnable closing) {
        this.version = version;
        this.source = source;
        this.boxes = boxes;
        this.images = images;
        this.closing = closing;
        try (Stream<SampleImage<Origin>> all = images()) {
            this.size = all.mapToLong(image -> image.samples().size()).sum();
        }
    }

    /** Opens Visual Genome's own files or the research code's converted one. */
    public static DenseCaptionBenchmark open(BenchmarkFiles files, Version version) {
        PublishedImages images = PublishedImages.of(
                files, List.of("images", "VG_100K", "VG_100K_2", "."), "the Visual Genome project's site (images)");
        Path given = files.boxes();
        GivenBoxes boxes = given == null ? null : GivenBoxes.read(given);
        String split = files.splitOr("test");
        Optional<Path> converted = PublishedFiles.find(files.data(), List.of(split + ".json"));
        if (converted.isPresent()) {
            CocoFile file = CocoFile.open(converted.get());
            return new DenseCaptionBenchmark(version, () -> converted(file), boxes, images, file::close);
        }
        VisualGenome genome =
                VisualGenome.open(files.data(), split, version == Version.VG_COCO ? Subset.COCO : Subset.ALL);
        return new DenseCaptionBenchmark(
                version,
                () -> genome.images()
                        .map(image -> new Described(
                                image.id(),
                                image.id() + ".jpg",
                                image.regions().stream()
                                        .map(region -> new CaptionedBox(region.box(), region.phrase()))
                                        .toList())),
                boxes,
                images,
                () -> {});
    }

    private static Stream<Described> converted(CocoFile file) {
        return file.images()
                .map(image -> new Described(
                        image.id(),
                        image.fileName(),
                        image.objects().stream()
                                .map(object -> new CaptionedBox(object.region(image.size()), object.caption()))
                                .toList()));
    }

    /** All images with what is described in them, those without a box to ask about too; to be closed. */
    Stream<Described> described() {
        return source.get();
    }

    Version version() {
        return version;
    }

    boolean hasGivenBoxes() {
        return boxes != null;
    }

    @Override
    public String name() {
        return "vg-densecap";
    }

    @Override
    public String identity() {
        return "Visual Genome " + version.title() + ", " + size + (hasGivenBoxes() ? " given" : " annotated")
                + " boxes";
    }

    @Override
    public Class<Origin> truthType() {
        return Origin.class;
    }

    @Override
    public SampleQuestions questions() {
        return new SampleQuestions(
                Set.of(Task.CAPTION), List.of(), List.of(), CaptionOptions.EVALUATION, TAG_THRESHOLD);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Stream<SampleImage<Origin>> images() {
        return described()
                .map(this::sampleImage)
                .filter(image -> !image.samples().isEmpty());
    }

    private SampleImage<Origin> sampleImage(Described image) {
        List<BenchmarkSample<Origin>> samples = new ArrayList<>();
        if (boxes == null) {
            for (CaptionedBox region : image.regions()) {
                samples.add(new BenchmarkSample<>(
                        image.id() + "/" + samples.size(), region.box(), new Origin(null, region.caption())));
            }
        } else {
            for (GivenBoxes.ScoredBox box : boxes.of(image.id())) {
                samples.add(new BenchmarkSample<>(
                        image.id() + "/" + samples.size(), box.box(), new Origin(box.score(), null)));
            }
        }
        return new SampleImage<>(String.valueOf(image.id()), () -> images.read(image.fileName()), samples);
    }

    @Override
    public Report report(Path answers, String subject, Path folder, MeteorSetting meteor) {
        return new DenseCaptionBenchmarkReport(this, answers, meteor).report(subject, folder);
    }

    @Override
    public void close() {
        closing.run();
    }
}
