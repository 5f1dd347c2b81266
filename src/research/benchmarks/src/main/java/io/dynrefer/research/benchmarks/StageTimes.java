package io.dynrefer.research.benchmarks;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * {@code StageTimes <model folder> <photo> [rounds]}: the processor time of one thread for each stage of an answer, in
 * turn, round by round; with {@code OMP_NUM_THREADS=1} that is all there is. Prints the least and the median of the
 * rounds after a third to warm up.
 */
public final class StageTimes {
    private static final List<Double> VIEWS = List.of(0.0, 0.5, 1.0);

    private StageTimes() {}

    public static void main(String[] words) throws IOException {
        int rounds = words.length > 2 ? Integer.parseInt(words[2]) : 12;
        byte[] photo = Files.readAllBytes(Path.of(words[1]));
        try (DynReferModel model = DynReferModel.load(Path.of(words[0]), DynReferModel.Part.ALL, Precision.FP32)) {
            print(StageClock.measure(stages(model, photo), rounds));
        }
    }

    private static Map<String, Supplier<Object>> stages(DynReferModel model, byte[] photo) {
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
        RgbImage image = reader.read(photo).image();
        ViewGenerator generator =
                new ViewGenerator(VIEWS.size(), model.imageEncoder().viewSize());
        List<RegionViews> views = new ArrayList<>();
        List<BoxRegion> regions = regions(image);
        for (BoxRegion region : regions) {
            NestedViews nested = generator.generate(PlacedRegion.of(image, region), (placed, count) -> VIEWS);
            views.add(new RegionViews(
                    nested.coefficients(),
                    model.imageEncoder().encode(generator.crops(image, nested)),
                    nested.views().stream().map(View::regionInView).toList()));
        }
        List<RegionRepresentation> representations = model.regionEncoder().represent(views);
        NestedViews first = generator.generate(PlacedRegion.of(image, regions.get(0)), (placed, count) -> VIEWS);
        List<RgbImage> crops = generator.crops(image, first);
        Map<String, Supplier<Object>> stages = new LinkedHashMap<>();
        stages.put("decode the photo", () -> reader.read(photo));
        stages.put(
                "views of a region, named",
                () -> generator.generate(PlacedRegion.of(image, regions.get(0)), (placed, count) -> VIEWS));
        stages.put(
                "views of a region, by image",
                () -> generator.generate(PlacedRegion.of(image, regions.get(0)), new ImagePriorPolicy()));
        stages.put("3 crops", () -> generator.crops(image, first));
        stages.put("encode 3 crops", () -> model.imageEncoder().encode(crops));
        for (int n : new int[] {1, 8, 16}) {
            List<RegionRepresentation> some = representations.subList(0, n);
            stages.put("represent " + n, () -> model.regionEncoder().represent(views.subList(0, n)));
            stages.put(
                    "tags of " + n,
                    () -> model.tagDecoder().decode(some, model.card().tagThreshold()));
            stages.put(
                    "category of " + n,
                    () -> model.contrastiveDecoder()
                            .categories(some, model.contrastiveDecoder().defaultCategories()));
            stages.put(
                    "attributes of " + n,
                    () -> model.contrastiveDecoder()
                            .attributes(some, model.contrastiveDecoder().defaultAttributes()));
            List<ControlWords> controls = Collections.nCopies(n, ControlWords.NONE);
            stages.put(
                    "caption of " + n, () -> model.captionDecoder().decode(some, controls, CaptionOptions.INTERACTIVE));
        }
        return stages;
    }

    private static List<BoxRegion> regions(RgbImage image) {
        Random random = new Random(3);
        List<BoxRegion> regions = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            double width = image.width() * (0.1 + 0.4 * random.nextDouble());
            double height = image.height() * (0.1 + 0.4 * random.nextDouble());
            double x = (image.width() - width) * random.nextDouble();
            double y = (image.height() - height) * random.nextDouble();
            regions.add(new BoxRegion(new Box(x, y, x + width, y + height)));
        }
        return regions;
    }

    private static void print(Map<String, double[]> millis) {
        System.out.println("| ms of processor time | least | median |");
        System.out.println("| --- | --- | --- |");
        millis.forEach((stage, times) -> {
            Arrays.sort(times);
            System.out.println(
                    String.format(Locale.ROOT, "| %s | %.2f | %.2f |", stage, times[0], times[times.length / 2]));
        });
    }
}
