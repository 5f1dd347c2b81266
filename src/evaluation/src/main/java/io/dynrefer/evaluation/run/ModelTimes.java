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
    public TimeProfile profile() {
        double total = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Map<String, Double> model = new LinkedHashMap<>();
        Map<String, Double> outside = new LinkedHashMap<>();
        nanos.forEach((stage, time) ->
                (stage.place == Place.MODEL ? model : outside).put(stage.title(), time / NANOS_PER_SECOND));
        double inside = sum(model);
        outside.put("other", total - inside - sum(outside));
        return new TimeProfile(answers, total, model, outside, (total - inside) / total);
    }

    private static double sum(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
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
