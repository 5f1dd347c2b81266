package io.dynrefer.training;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.training.samples.RegionFeatures;
import io.dynrefer.training.samples.Sample;
import java.util.List;
import java.util.function.BiConsumer;

/** The views of samples, some samples at a time, for what the start weights say of them before they learn. */
record SampleViews(RegionFeatures features, List<Double> coefficients) {
    private static final int AT_ONCE = 128;

    /** Hands on samples with their views (samples * views, tokens, width), which are freed afterwards. */
    void each(List<Sample> samples, BiConsumer<List<Sample>, NDArray> use) {
        for (int from = 0; from < samples.size(); from += AT_ONCE) {
            List<Sample> some = samples.subList(from, Math.min(from + AT_ONCE, samples.size()));
            Inference.call(manager -> {
                List<RegionFeatures.Views> wanted = some.stream()
                        .map(sample -> new RegionFeatures.Views(sample, coefficients))
                        .toList();
                use.accept(some, features.of(manager, wanted).views());
                return some.size();
            });
        }
    }
}
