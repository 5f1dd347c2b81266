package io.dynrefer.research.ways;

import io.dynrefer.evaluation.run.ReferSubject;
import java.util.List;

/**
 * A row of a comparison: the same configuration with several seeds.
 *
 * @param name what the table calls it
 * @param seeds one subject per seed, at least one
 */
record ClaimRow(String name, List<ReferSubject> seeds) {
    public ClaimRow {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("configuration " + name + " has no model");
        }
    }
}
