package io.dynrefer.evaluation.run;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** How long a run spends in each part of the model, and so how long outside it. Not thread-safe. */
public final class ModelTimes {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private final long start = System.nanoTime();

    /** A part of the model at work. */
    public enum Stage {
        IMAGE_ENCODER,
        REGION_ENCODER,
        TAGS,
        CATEGORY,
        ATTRIBUTES,
        CAPTION
    }

    /** Does the work and notes how long it took. */
    public <T> T time(Stage stage, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        nanos.merge(stage, System.nanoTime() - begin, Long::sum);
        return result;
    }

    /** One line about the time since this object was made, e.g. for the end of a run. */
    public String describe() {
        double total = (System.nanoTime() - start) / NANOS_PER_SECOND;
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Time: %.1f s", total));
        double inside = 0;
        for (Map.Entry<Stage, Long> entry : nanos.entrySet()) {
            double seconds = entry.getValue() / NANOS_PER_SECOND;
            inside += seconds;
            String name = entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append(String.format(Locale.ROOT, ", %s %.1f %%", name, 100 * seconds / total));
        }
        return text.append(String.format(Locale.ROOT, ", outside the model %.1f %%", 100 * (total - inside) / total))
                .toString();
    }
}
