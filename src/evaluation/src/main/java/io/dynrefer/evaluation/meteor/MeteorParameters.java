package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.DynReferException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * METEOR's settings.
 *
 * @param alpha weight of recall against precision, 0..1
 * @param beta steepness of the penalty on fragmentation
 * @param gamma largest penalty, 0..1
 * @param delta weight of content words against function words, 0..1
 * @param weights the modules, in the order in which they look for matches, and what their matches are worth
 * @param beam alignments the search keeps
 */
public record MeteorParameters(
        double alpha, double beta, double gamma, double delta, Map<MeteorModule, Double> weights, int beam) {
    private static final int DEFAULT_BEAM = 40;

    public MeteorParameters {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (weights.isEmpty() || beam < 1) {
            throw DynReferException.invalid("meteor", "METEOR needs at least one module and a beam of at least 1.");
        }
    }

    /** The released defaults for English (task "rank"), with the given modules. */
    public static MeteorParameters english(List<MeteorModule> modules) {
        Map<MeteorModule, Double> weights = new LinkedHashMap<>();
        modules.forEach(module -> weights.put(module, module.weight()));
        return new MeteorParameters(0.85, 0.2, 0.6, 0.75, weights, DEFAULT_BEAM);
    }

    /** The modules in their order. */
    public List<MeteorModule> modules() {
        return List.copyOf(weights.keySet());
    }
}
