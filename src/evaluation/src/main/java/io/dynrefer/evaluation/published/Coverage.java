package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.run.Benchmark;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a report is about, in numbers.
 *
 * @param images how many
 * @param things what the regions are called, e.g. {@code objects}
 * @param count how many of them
 * @param failed how many of them have no answer
 */
record Coverage(long images, String things, long count, long failed) {
    /** The facts at the head of the report on what {@code subject} answered. */
    Map<String, String> facts(Benchmark<?> benchmark, String subject) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", benchmark.identity());
        facts.put("subject", subject);
        facts.put("images", String.valueOf(images));
        facts.put(things, String.valueOf(count));
        facts.put(things + " without an answer", String.valueOf(failed));
        return facts;
    }
}
