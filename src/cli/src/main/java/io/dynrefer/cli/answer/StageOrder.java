package io.dynrefer.cli.answer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which stages and tasks are shown, whatever order they arrived in. */
final class StageOrder {
    private static final List<String> ORDER =
            List.of("receive", "views", "encode", "tags", "category", "attributes", "caption");

    private static final String TOTAL = "total";

    private StageOrder() {}

    /** Known stages first, unknown ones by name, the total last. */
    static List<String> inOrder(Collection<String> stages) {
        return stages.stream()
                .sorted(Comparator.comparingInt(StageOrder::rank).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int rank(String stage) {
        int known = ORDER.indexOf(stage);
        if (stage.equals(TOTAL)) {
            return Integer.MAX_VALUE;
        }
        return known < 0 ? ORDER.size() : known;
    }
}
