package io.dynrefer.training.calibration;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.calibration.Calibration;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.Task;
import io.dynrefer.views.RepresentedRegions;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fits a model's calibration on data sets of photos: what scores mean on their validation splits, and what tells things
 * from background on their training splits, chosen on validation. The network stays as it is.
 */
public final class CalibrationFitting {
    private final Path folder;
    private final List<CalibrationPhoto> validation;
    private final List<CalibrationPhoto> training;
    private final String data;

    /**
     * @param folder of the model, whose calibration is replaced
     * @param datasets with training and validation splits of photos
     * @param most boxes of each data set's training split to learn from, spread evenly, each with a piece of background
     */
    public CalibrationFitting(Path folder, List<Dataset> datasets, int most) {
        if (most < 1) {
            throw DynReferException.invalid("--most", "--most must be at least 1, not " + most + ".");
        }
        this.folder = folder;
        this.validation = photos(datasets, Split.VAL, most);
        this.training = photos(datasets, Split.TRAIN, most);
        this.data = datasets.stream().map(dataset -> dataset.info().name()).collect(Collectors.joining(", "));
    }

    private static List<CalibrationPhoto> photos(List<Dataset> datasets, Split split, int most) {
        List<CalibrationPhoto> photos = new ArrayList<>();
        for (Dataset dataset : datasets) {
            if (dataset.info().has(split)) {
                photos.addAll(
                        split == Split.VAL
                                ? CalibrationPhoto.all(dataset, split)
                                : CalibrationPhoto.pairs(dataset, split, most));
            }
        }
        if (photos.stream().allMatch(photo -> photo.background().regions().isEmpty())) {
            throw DynReferException.invalid(
                    "--data",
                    "No data set has a " + split.wireName()
                            + " split with boxes that leave room for background; name one like COCO's.");
        }
        return photos;
    }

    /** Asks the model, fits, and writes the calibration into the model folder; returns its new card. */
    public ModelCard run(Progress progress) {
        Calibration.remove(folder); // so that the model says what the network says
        Preset preset = Preset.read(folder.resolve(Preset.FILE_NAME));
        int rows = preset.lexical() == null
                ? preset.regionRows()
                : preset.lexical().rows();
        long total = size(validation) + size(training);
        List<ThingFit.Example> learned = new ArrayList<>();
        List<ThingFit.Example> chosenBy = new ArrayList<>();
        try (DynReferModel model = DynReferModel.load(
                folder, EnumSet.of(Part.IMAGE_ENCODER, Part.REGION_ENCODER, Part.TAGS, Part.CONTRAST))) {
            JudgedLabels labels = new JudgedLabels(model);
            long done = 0;
            for (CalibrationPhoto photo : validation) {
                RepresentedRegions regions = photo.seenBy(model);
                look(photo, regions, rows, chosenBy);
                labels.judge(photo, regions);
                done += photo.size();
                progress.report(done, total);
            }
            for (CalibrationPhoto photo : training) {
                look(photo, photo.seenBy(model), rows, learned);
                done += photo.size();
                progress.report(done, total);
            }
            String fit = "validation splits of " + data + ": " + size(validation) + " regions; things and background: "
                    + learned.size() + " regions of their training splits";
            return new Calibration(
                            fit,
                            labels.categories(),
                            labels.tags(),
                            labels.attributes(),
                            new ThingFit(learned, chosenBy).fit())
                    .write(folder);
        }
    }

    private static long size(List<CalibrationPhoto> photos) {
        return photos.stream().mapToLong(CalibrationPhoto::size).sum();
    }

    /** Takes down what things and background look like, of boxes that have both. */
    private static void look(
            CalibrationPhoto photo, RepresentedRegions regions, int rows, List<ThingFit.Example> examples) {
        List<RegionRepresentation> seen = regions.of(Task.CATEGORY);
        Set<Long> paired = photo.paired();
        List<AnnotatedRegion> both = photo.both().regions();
        for (int i = 0; i < both.size(); i++) {
            if (paired.contains(both.get(i).id())) {
                examples.add(new ThingFit.Example(
                        lastRows(seen.get(i).queries(), rows),
                        i < photo.things().regions().size()));
            }
        }
    }

    /** The last rows of x_v: those for comparing directly of presets that have them, otherwise all. */
    private static float[] lastRows(FloatMatrix queries, int rows) {
        float[] numbers = new float[rows * queries.columns()];
        FloatBuffer values = queries.values();
        values.position(values.limit() - numbers.length);
        values.get(numbers);
        return numbers;
    }
}
