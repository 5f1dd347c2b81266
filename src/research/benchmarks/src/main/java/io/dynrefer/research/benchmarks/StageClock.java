package io.dynrefer.research.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes the processor time of this thread for pieces of work, in turn, round by round. */
final class StageClock {
    private StageClock() {}

    /** Milliseconds of every round, after a third of so many rounds to warm up, by stage. */
    static Map<String, double[]> measure(Map<String, Supplier<Object>> stages, int rounds) {
        Map<String, double[]> millis = new LinkedHashMap<>();
        int warmUp = rounds / 3;
        for (int round = -warmUp; round < rounds; round++) {
            for (Map.Entry<String, Supplier<Object>> stage : stages.entrySet()) {
                double begin = threadMillis();
                if (stage.getValue().get() == null) {
                    throw new IllegalStateException(stage.getKey() + " gave nothing");
                }
                if (round >= 0) {
                    millis.computeIfAbsent(stage.getKey(), name -> new double[rounds])[round] = threadMillis() - begin;
                }
            }
        }
        return millis;
    }

    private static double threadMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }
}
