package io.dynrefer.evaluation.published;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.PublishedFiles;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** COCO region recognition: which of 80 categories the objects of the 2017 validation images are. */
public final class CocoBenchmark extends ObjectBenchmark<CocoBenchmark.Instance> {
    private static final String ORIGIN = "COCO's site (2017 train/val annotations)";
    private static final String PUBLISHED = "instances_val2017.json";

    private final Map<Long, String> categories; // by id, in the file's order

    /**
     * What is known of an object.
     *
     * @param category its id
     * @param box the annotated box, {@code x1, y1, x2, y2}
     * @param area square pixels of its segmentation
     * @param crowd whether it is a box around many objects
     */
    public record Instance(long category, Box box, double area, boolean crowd) {}

    private CocoBenchmark(CocoFile file, Map<Long, String> categories, PublishedImages images) {
        super(
                file,
                images,
                new SampleQuestions(
                        Set.of(Task.CATEGORY),
                        List.copyOf(categories.values()),
                        List.of(),
                        CaptionOptions.EVALUATION,
                        null));
        this.categories = categories;
    }

    /** Opens COCO's own file or the research code's converted one. */
    public static CocoBenchmark open(BenchmarkFiles files) {
        Path annotations = PublishedFiles.require(
                files.data(), List.of(PUBLISHED, "annotations/" + PUBLISHED, "val.json"), ORIGIN);
        PublishedImages images = validationImages(files);
        CocoFile file = CocoFile.open(annotations);
        Map<Long, String> categories = file.has("categories") ? published(file) : converted(file);
        return new CocoBenchmark(file, categories, images);
    }

    private static Map<Long, String> published(CocoFile file) {
        Map<Long, String> categories = new LinkedHashMap<>();
        for (FormatRecord category : file.list("categories")) {
            categories.put(category.id("id"), category.text("name"));
        }
        return categories;
    }

    /** A converted file names the categories of its objects only; COCO lists all in the order of their ids. */
    private static Map<Long, String> converted(CocoFile file) {
        Map<Long, String> categories = new TreeMap<>();
        try (Stream<CocoImage> images = file.images()) {
            images.flatMap(image -> image.objects().stream())
                    .forEach(object -> categories.putIfAbsent(object.categoryId(), object.caption()));
        }
        return categories;
    }

    Map<Long, String> categories() {
        return categories;
    }

    @Override
    public String name() {
        return "coco";
    }

    @Override
    public String identity() {
        return "COCO 2017 val, " + size() + " objects, " + categories.size() + " categories";
    }

    @Override
    public Class<Instance> truthType() {
        return Instance.class;
    }

    @Override
    Box box(CocoImage image, CocoObject object) {
        return object.region(image.size());
    }

    @Override
    Instance truth(CocoObject object) {
        if (!categories.containsKey(object.categoryId())) {
            throw object.problem("category_id", "there is no category " + object.categoryId() + " in \"categories\"");
        }
        return new Instance(object.categoryId(), object.box(), object.area(), object.isCrowd());
    }

    @Override
    public Report report(Path answers, String subject, Path folder, MeteorSetting meteor) {
        return new CocoReport(this, answers).report(subject, folder);
    }
}
