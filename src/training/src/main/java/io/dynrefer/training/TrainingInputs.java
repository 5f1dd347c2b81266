package io.dynrefer.training;

import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training reads.
 *
 * @param start model folder to start from
 * @param data the data sets, at least one
 * @param cache folder of computed features, or none
 */
public record TrainingInputs(
        String start, List<Data> data, @Nullable String cache) {
    /**
     * A data set.
     *
     * @param path where it lies, e.g. a folder or a zip
     * @param weight how many times its samples occur in an epoch
     */
    public record Data(String path, double weight) {
        public Data {
            if (!(weight > 0)) {
                throw DynReferException.invalid(
                        "--data", "The weight of " + path + " must be above 0, not " + weight + ".");
            }
        }
    }

    public TrainingInputs {
        data = List.copyOf(data);
        if (data.isEmpty()) {
            throw DynReferException.invalid("--data", "Training needs at least one data set.");
        }
    }

    /** The model folder to start from. */
    Path startFolder() {
        return Path.of(start);
    }

    /** The folder of computed features, or none. */
    @Nullable
    Path cacheFolder() {
        return cache == null ? null : Path.of(cache);
    }
}
