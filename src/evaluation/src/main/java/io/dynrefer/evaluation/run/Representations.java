package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.region.Box;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.views.ViewGeometry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The region representations of one batch, each made once, whichever tasks share its views. Not thread-safe. */
final class Representations {
    /** Regions in one forward pass. */
    static final int REGIONS_AT_ONCE = 16;

    private final RegionModel model;
    private final ViewChoices views;
    private final Batch batch;
    private final Map<Look, RegionRepresentation> known = new HashMap<>();
    private final Map<Task, List<Look>> looks = new HashMap<>();

    /** A region and the views it is represented by. */
    private record Look(Target target, List<Double> coefficients) {}

    Representations(RegionModel model, ViewChoices views, Batch batch) {
        this.model = model;
        this.views = views;
        this.batch = batch;
    }

    /** What {@code task} may see of each target. */
    List<RegionRepresentation> of(List<Target> targets, Task task) {
        List<Look> wanted = batch.times().time(Stage.VIEWS, () -> looks(targets, task));
        looks.put(task, wanted);
        represent(wanted.stream()
                .distinct()
                .filter(look -> !known.containsKey(look))
                .toList());
        List<RegionRepresentation> found = new ArrayList<>();
        wanted.forEach(look -> found.add(known.get(look)));
        return found;
    }

    private List<Look> looks(List<Target> targets, Task task) {
        return targets.stream()
                .map(target -> new Look(
                        target,
                        views.coefficients(target.region(), task, model.card().viewCount())))
                .toList();
    }

    /** The coefficients that {@link #of} chose for the target at this position. */
    List<Double> coefficients(Task task, int target) {
        return looks.getOrDefault(task, List.of()).get(target).coefficients();
    }

    private void represent(List<Look> missing) {
        Map<Batch.Crop, ViewEmbedding> embeddings = batch.embeddings(
                model.imageEncoder(),
                missing.stream()
                        .flatMap(look -> look.coefficients().stream()
                                .map(t -> look.target().crop(t)))
                        .toList());
        for (List<Look> piece : pieces(missing)) {
            List<RegionViews> inputs =
                    piece.stream().map(look -> regionViews(look, embeddings)).toList();
            List<RegionRepresentation> made = batch.times()
                    .time(Stage.REGION_ENCODER, () -> model.regionEncoder().represent(inputs));
            for (int i = 0; i < piece.size(); i++) {
                known.put(piece.get(i), made.get(i));
            }
        }
    }

    private RegionViews regionViews(Look look, Map<Batch.Crop, ViewEmbedding> embeddings) {
        List<ViewEmbedding> seen = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        for (double t : look.coefficients()) {
            Batch.Crop crop = look.target().crop(t);
            seen.add(embeddings.get(crop));
            boxes.add(ViewGeometry.regionInView(
                    look.target().crop(0).box(), crop.box(), model.card().viewSize()));
        }
        return new RegionViews(look.coefficients(), seen, boxes);
    }

    /** Runs one of the model's decoders and notes how long it took. */
    <T> T time(Stage stage, Supplier<T> decoding) {
        return batch.times().time(stage, decoding);
    }

    /** Consecutive pieces of bounded size. */
    static <T> List<List<T>> pieces(List<T> items) {
        List<List<T>> pieces = new ArrayList<>();
        for (int start = 0; start < items.size(); start += REGIONS_AT_ONCE) {
            pieces.add(items.subList(start, Math.min(items.size(), start + REGIONS_AT_ONCE)));
        }
        return pieces;
    }
}
