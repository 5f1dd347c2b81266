package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.dynrefer.model.represent.RegionTokens;
import io.dynrefer.model.vision.SplitNetwork;
import io.dynrefer.region.Box;
import io.dynrefer.region.PixelBox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features by an image encoder whose second half learns: what the first half made of the views is read from caches, the
 * rest is computed, with gradients, in every step.
 */
public final class LearningFeatures implements RegionFeatures {
    private static final NDIndex CLASS = new NDIndex(":, 0");

    private final CachedFeatures halves;
    private final SplitNetwork learning;
    private final SplitNetwork frozen;
    private final RegionEmbedder embedder;
    private final RegionTokens regionTokens;

    /** What is seen in a view: views of an image with the same crop are encoded once. */
    private record Seen(int source, String image, boolean changed, PixelBox crop) {}

    /**
     * @param halves what the first half made
     * @param learning has the weights that learn
     * @param frozen has them as they were before
     * @param embedder made the halves
     */
    public LearningFeatures(
            CachedFeatures halves,
            SplitNetwork learning,
            SplitNetwork frozen,
            RegionEmbedder embedder,
            RegionTokens regionTokens) {
        this.halves = halves;
        this.learning = learning;
        this.frozen = frozen;
        this.embedder = embedder;
        this.regionTokens = regionTokens;
    }

    @Override
    public Embedded of(NDManager manager, List<Views> samples) {
        Map<Seen, Integer> rows = new LinkedHashMap<>();
        List<Views> wanted = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        List<Integer> rowOfView = new ArrayList<>();
        for (Views item : samples) {
            for (double t : item.coefficients()) {
                RegionEmbedder.Cut cut = embedder.cut(
                        item.sample().image().size(),
                        new RegionEmbedder.Wanted(item.changed() ? changedBox(item) : box(item), t));
                Seen seen =
                        new Seen(item.sample().source(), item.sample().image().fileName(), item.changed(), cut.crop());
                rowOfView.add(rows.computeIfAbsent(seen, added -> {
                    wanted.add(new Views(item.sample(), List.of(t), item.changed()));
                    return rows.size();
                }));
                boxes.add(cut.regionInView());
            }
        }
        int each = boxes.size() / samples.size();
        NDArray fine = halves.rows(manager, wanted); // (rows, h*w, fine width)
        NDArray encoded = picked(learning.coarseHalf(fine), rowOfView); // (views, 1 + h*w, width)
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < rowOfView.size(); i += each) {
            first.add(rowOfView.get(i));
        }
        NDArray before = frozen.coarseHalf(picked(fine, first)); // (samples, 1 + h*w, width)
        return new Embedded(regionTokens.forward(encoded, boxes), before.get(CLASS));
    }

    private static Box box(Views item) {
        return item.sample().region().box();
    }

    private static Box changedBox(Views item) {
        return Variation.box(item.sample().region(), item.sample().image().size());
    }

    private static NDArray picked(NDArray rows, List<Integer> numbers) {
        long[] picked = numbers.stream().mapToLong(Integer::longValue).toArray();
        return rows.get(new NDIndex("{}", rows.getManager().create(picked)));
    }

    @Override
    public void close() {
        halves.close();
    }
}
