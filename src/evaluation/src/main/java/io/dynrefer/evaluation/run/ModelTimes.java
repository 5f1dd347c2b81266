package io.dynrefer.evaluation.run;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long an evaluation spends in each part of the model, and how long with what outside it, from when this object was
 * made. Not thread-safe.
 */
public final class ModelTimes {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private final long start = System.nanoTime();
    private long answers;

    /** What takes time; no stage happens within another. */
    public enum Stage {
        /** Image and region encoder. */
        ENCODE(Place.MODEL),
        TAGS(Place.MODEL),
        CATEGORY(Place.MODEL),
        ATTRIBUTES(Place.MODEL),
        CAPTION(Place.MODEL),
        /** A request to a server, from its beginning to its answer. */
        SERVER(Place.MODEL),
        /** Opening the model and the benchmark's files. */
        OPENING(Place.OUTSIDE),
        /** Reading the benchmark's records. */
        RECORDS(Place.OUTSIDE),
        /** Reading images. */
        IMAGES(Place.OUTSIDE),
        /** Decoding images, choosing views and cutting them out. */
        VIEWS(Place.OUTSIDE),
        /** What a baseline learns and compares besides encoding images. */
        BASELINE(Place.OUTSIDE),
        /** Writing answers into their file. */
        ANSWERS(Place.OUTSIDE),
        /** The report: metrics, intervals, pictures. */
        METRICS(Place.OUTSIDE);

        private final Place place;

        Stage(Place place) {
            this.place = place;
        }

        private String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private enum Place {
        MODEL,
        OUTSIDE
    }

    /**
     * A profile, in seconds.
     *
     * @param answers how many were given: a region that two subjects were asked about counts twice
     * @param total from the evaluation's beginning
     * @param model by part of the model
     * @param outside by what was done outside it; the rest under {@code other}
     * @param outsideShare of the total, 0..1
     */
    public record Profile(
            long answers, double total, Map<String, Double> model, Map<String, Double> outside, double outsideShare) {}

    /** Does the work and notes how long it took. */
    public <T> T time(Stage stage, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        nanos.merge(stage, System.nanoTime() - begin, Long::sum);
        return result;
    }

    /** Does the work and notes how long it took. */
    public void spend(Stage stage, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        nanos.merge(stage, System.nanoTime() - begin, Long::sum);
    }

    /** The same for a step of an answer, e.g. {@code encode}. */
    void spend(String step, Runnable work) {
        spend(Stage.valueOf(step.toUpperCase(Locale.ROOT)), work);
    }

    void answered(int count) {
        answers += count;
    }

    /** What was noted since this object was made. */
    public Profile profile() {
        double total = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Map<String, Double> model = new LinkedHashMap<>();
        Map<String, Double> outside = new LinkedHashMap<>();
        nanos.forEach((stage, time) ->
                (stage.place == Place.MODEL ? model : outside).put(stage.title(), time / NANOS_PER_SECOND));
        double inside = sum(model);
        outside.put("other", total - inside - sum(outside));
        return new Profile(answers, total, model, outside, (total - inside) / total);
    }

    private static double sum(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The profile as one line, e.g. for the end of an evaluation. */
    public String describe() {
        Profile profile = profile();
        return String.format(
                Locale.ROOT,
                "Time: %.1f s for %d answers. In the model%s. Outside %.1f %%:%s.",
                profile.total(),
                profile.answers(),
                shares(profile.model(), profile.total()),
                100 * profile.outsideShare(),
                shares(profile.outside(), profile.total()));
    }

    private static String shares(Map<String, Double> seconds, double total) {
        StringBuilder text = new StringBuilder();
        seconds.forEach((name, time) -> text.append(text.isEmpty() ? "" : ",")
                .append(String.format(Locale.ROOT, " %s %.1f %%", name, 100 * time / total)));
        return text.isEmpty() ? " nothing" : text.toString();
    }

    /**
     * Writes {@code times.json} into a folder, beside the report: that one is a function of the answers alone. An
     * evaluation that found all answers there writes nothing.
     */
    public void write(Path folder) {
        if (answers > 0) {
            try {
                Files.write(folder.resolve("times.json"), Json.write(profile()));
            } catch (IOException e) {
                throw new DynReferException(
                        ErrorCode.STORE_UNAVAILABLE, "--out", "The times cannot be written to " + folder + ": " + e, e);
            }
        }
    }
}
