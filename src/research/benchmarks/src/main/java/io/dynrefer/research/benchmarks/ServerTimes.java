package io.dynrefer.research.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server was measured at: milliseconds of its processor time per request, of each round. */
record ServerTimes(String what, Map<String, List<Double>> millis) {
    String cells(List<MeasuredServer> servers) {
        double first = median(servers.get(0));
        return "| " + what + " | "
                + servers.stream()
                        .map(server -> String.format(Locale.ROOT, "%.1f", median(server)))
                        .collect(Collectors.joining(" | "))
                + " | "
                + servers.stream()
                        .skip(1)
                        .map(server -> String.format(Locale.ROOT, "%.2f", median(server) / first))
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    private double median(MeasuredServer server) {
        double[] sorted = millis.getOrDefault(server.name(), List.of()).stream()
                .mapToDouble(value -> value)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
