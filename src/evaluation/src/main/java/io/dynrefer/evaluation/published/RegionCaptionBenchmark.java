package io.dynrefer.evaluation.published;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.data.formats.PublishedFiles;
import io.dynrefer.data.formats.ReferringExpressions;
import io.dynrefer.data.formats.VisualGenome;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.BenchmarkSample;
import io.dynrefer.evaluation.run.SampleImage;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Captions of ground-truth regions against what people said: Visual Genome's regions, or RefCOCOg's objects. */
public final class RegionCaptionBenchmark implements PublishedBenchmark<CaptionTruth> {
    /** Probability above which a tag steers a caption (METHOD 4). */
    private static final double VISUAL_GENOME_TAGS = 0.8;

    private static final double REFCOCOG_TAGS = 0.76;
    private static final String GENOME_IMAGES = "the Visual Genome project's site (images)";
    private static final List<String> GENOME_FOLDERS = List.of("images", "VG_100K", "VG_100K_2", ".");

    private final String name;
    private final String title;
    private final List<PublishedNumber> published; // METEOR, CIDEr
    private final SampleQuestions questions;
    private final Supplier<Stream<SampleImage<CaptionTruth>>> source;
    private final Runnable closing;
    private final long size;

    private RegionCaptionBenchmark(
            String name,
            String title,
            List<PublishedNumber> published,
            double tagThreshold,
            Supplier<Stream<SampleImage<CaptionTruth>>> source,
            Runnable closing) {
        this.name = name;
        this.title = title;
        this.published = published;
        this.questions = new SampleQuestions(
                Set.of(Task.CAPTION), List.of(), List.of(), CaptionOptions.EVALUATION, tagThreshold);
        this.source = source;
        this.closing = closing;
        try (Stream<SampleImage<CaptionTruth>> images = source.get()) {
            this.size = images.mapToLong(image -> image.samples().size()).sum();
        }
    }

    /** Visual Genome: its own files, or the research code's converted one. */
    public static RegionCaptionBenchmark visualGenome(BenchmarkFiles files) {
        PublishedImages images = PublishedImages.of(files, GENOME_FOLDERS, GENOME_IMAGES);
        List<PublishedNumber> published = List.of(PublishedNumber.VG_METEOR, PublishedNumber.VG_CIDER);
        String split = files.splitOr("test");
        Optional<Path> converted =
                PublishedFiles.find(files.data(), List.of("vg_reg/" + split + ".json", split + ".json"));
        if (converted.isPresent()) {
            CocoFile file = CocoFile.open(converted.get());
            return new RegionCaptionBenchmark(
                    "vg-region",
                    "Visual Genome region captioning",
                    published,
                    VISUAL_GENOME_TAGS,
                    () -> file.images().map(image -> converted(image, images)),
                    file::close);
        }
        VisualGenome genome = VisualGenome.open(files.data(), split, VisualGenome.Subset.ALL);
        return new RegionCaptionBenchmark(
                "vg-region",
                "Visual Genome region captioning",
                published,
                VISUAL_GENOME_TAGS,
                () -> genome.images()
                        .map(image -> new SampleImage<>(
                                String.valueOf(image.id()),
                                () -> images.read(image.id() + ".jpg"),
                                image.regions().stream()
                                        .map(region -> sample(region.id(), region.box(), List.of(region.phrase())))
                                        .toList())),
                () -> {});
    }

    /** RefCOCOg: the refer project's files, or the research code's converted one. */
    public static RegionCaptionBenchmark refcocog(BenchmarkFiles files) {
        PublishedImages images =
                PublishedImages.of(files, List.of("train2014", "images", "."), "COCO's site (2014 training images)");
        List<PublishedNumber> published = List.of(PublishedNumber.REFCOCOG_METEOR, PublishedNumber.REFCOCOG_CIDER);
        String split = files.splitOr("val");
        Optional<Path> converted =
                PublishedFiles.find(files.data(), List.of("refcocog_" + split + ".json", split + ".json"));
        if (converted.isPresent()) {
            CocoFile file = CocoFile.open(converted.get());
            return new RegionCaptionBenchmark(
                    "refcocog",
                    "RefCOCOg",
                    published,
                    REFCOCOG_TAGS,
                    () -> file.images().map(image -> converted(image, images)),
                    file::close);
        }
        ReferringExpressions expressions = ReferringExpressions.open(files.data(), split);
        return new RegionCaptionBenchmark(
                "refcocog",
                "RefCOCOg",
                published,
                REFCOCOG_TAGS,
                () -> expressions
                        .images()
                        .map(image -> new SampleImage<>(
                                String.valueOf(image.id()),
                                () -> images.read(image.fileName()),
                                image.objects().stream()
                                        .map(object -> sample(object.id(), object.box(), object.expressions()))
                                        .toList())),
                expressions::close);
    }

    /** Annotations of an image with the same box are one sample with several references. */
    private static SampleImage<CaptionTruth> converted(CocoImage image, PublishedImages images) {
        Map<Box, List<CocoObject>> byBox = new LinkedHashMap<>();
        image.objects()
                .forEach(object -> byBox.computeIfAbsent(object.region(image.size()), box -> new ArrayList<>())
                        .add(object));
        List<BenchmarkSample<CaptionTruth>> samples = new ArrayList<>();
        byBox.forEach((box, objects) -> samples.add(sample(
                objects.get(0).id(),
                box,
                objects.stream().map(CocoObject::caption).toList())));
        return new SampleImage<>(String.valueOf(image.id()), () -> images.read(image.fileName()), samples);
    }

    private static BenchmarkSample<CaptionTruth> sample(long id, Box box, List<String> references) {
        return new BenchmarkSample<>(String.valueOf(id), box, new CaptionTruth(references));
    }

    String title() {
        return title;
    }

    /** The paper's METEOR, then its CIDEr. */
    List<PublishedNumber> published() {
        return published;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return title + ", " + size + " regions";
    }

    @Override
    public Class<CaptionTruth> truthType() {
        return CaptionTruth.class;
    }

    @Override
    public SampleQuestions questions() {
        return questions;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Stream<SampleImage<CaptionTruth>> images() {
        return source.get().filter(image -> !image.samples().isEmpty());
    }

    @Override
    public Report report(Path answers, String subject, Path folder, MeteorSetting meteor) {
        return new CaptionReport(this, answers, meteor).report(subject, folder);
    }

    @Override
    public void close() {
        closing.run();
    }
}
