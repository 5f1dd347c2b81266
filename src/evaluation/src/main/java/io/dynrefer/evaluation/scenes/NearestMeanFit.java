package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.run.AskedImage;
import io.dynrefer.evaluation.run.ImageBatch;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The means of the pooled tight views of training regions, by category and by attribute. */
public final class NearestMeanFit {
    private final Map<String, ClassMean> categories = new HashMap<>();
    private final Map<String, ClassMean> with = new HashMap<>(); // by attribute
    private final Map<String, ClassMean> without = new HashMap<>(); // by attribute
    private final FeatureSpread spread = new FeatureSpread();

    /**
     * Training regions.
     *
     * @param perCategory most regions of a category, the first in the files' order
     */
    public record Source(List<Dataset> datasets, int perCategory, Progress progress) {
        public Source {
            datasets = List.copyOf(datasets);
        }

        String describe() {
            return "at most " + perCategory + " training regions a category";
        }
    }

    private NearestMeanFit() {}

    static NearestMeanFit of(ImageEncoder encoder, Source source, ModelTimes times) {
        NearestMeanFit fit = new NearestMeanFit();
        Map<String, Integer> taken = new HashMap<>();
        for (Dataset dataset : source.datasets()) {
            if (!dataset.info().has(Split.TRAIN)) {
                continue;
            }
            List<AnnotatedImage> images = times.time(Stage.RECORDS, () -> dataset.images(Split.TRAIN));
            for (int i = 0; i < images.size(); i++) {
                AnnotatedImage image = images.get(i);
                List<AnnotatedRegion> chosen = image.regions().stream()
                        .filter(region -> isWanted(region, taken, source.perCategory()))
                        .toList();
                if (!chosen.isEmpty()) {
                    fit.add(chosen, TightViews.of(encoder, batch(dataset, image, chosen, times)), times);
                }
                source.progress().report(i + 1, images.size());
            }
        }
        return fit;
    }

    private static boolean isWanted(AnnotatedRegion region, Map<String, Integer> taken, int most) {
        return taken.merge(region.labels().category(), 1, Integer::sum) <= most;
    }

    private static ImageBatch batch(
            Dataset dataset, AnnotatedImage image, List<AnnotatedRegion> regions, ModelTimes times) {
        AskedImage asked = new AskedImage(
                new EncodedImage(dataset.pixels().encoded(image)),
                regions.stream().map(AnnotatedRegion::box).toList());
        return new ImageBatch(List.of(asked), times);
    }

    private void add(List<AnnotatedRegion> regions, List<TightViews.View> views, ModelTimes times) {
        times.spend(Stage.BASELINE, () -> {
            for (int i = 0; i < regions.size(); i++) {
                float[] pooled = views.get(i).pooled();
                if (pooled != null) {
                    add(regions.get(i).labels(), pooled);
                }
            }
        });
    }

    private void add(RegionLabels labels, float[] pooled) {
        spread.add(pooled);
        mean(categories, labels.category()).add(pooled);
        labels.attributes().forEach(name -> mean(with, name).add(pooled));
        labels.negativeAttributes().forEach(name -> mean(without, name).add(pooled));
    }

    private static ClassMean mean(Map<String, ClassMean> means, String name) {
        return means.computeIfAbsent(name, absent -> new ClassMean());
    }

    /** The negative distance to the category's mean; lower than all others for an unseen category. */
    float category(String name, float[] pooled) {
        ClassMean mean = categories.get(name);
        return mean == null ? SceneRow.NO_SCORE : (float) -spread.distance(mean.value(), pooled);
    }

    /** How much nearer the regions with the attribute are; 0 where training knows only one side. */
    float attribute(String name, float[] pooled) {
        ClassMean positive = with.get(name);
        ClassMean negative = without.get(name);
        if (positive == null || negative == null) {
            return 0;
        }
        return (float) (spread.distance(negative.value(), pooled) - spread.distance(positive.value(), pooled));
    }
}
