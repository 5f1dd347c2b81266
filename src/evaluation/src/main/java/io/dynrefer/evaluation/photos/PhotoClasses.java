package io.dynrefer.evaluation.photos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often every class is right among its data set's words, and what is said most often where it is not. */
final class PhotoClasses {
    private PhotoClasses() {}

    /**
     * One row per class, in the order of their names.
     *
     * @param words that were asked about
     * @param boxes answers about labelled boxes
     */
    static ReportTable table(String dataset, List<String> words, List<PhotoAnswer> boxes) {
        Map<String, List<PhotoAnswer>> classes =
                boxes.stream().collect(groupingBy(PhotoAnswer::category, TreeMap::new, toList()));
        return new ReportTable(
                dataset + " by class",
                "How many boxes of a class were asked about, how many of them got its name among " + words.size()
                        + " words, and the name that the others got most often.",
                List.of("class", "boxes", "right", "said instead"),
                classes.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue(), words))
                        .toList());
    }

    private static List<Cell> row(String category, List<PhotoAnswer> boxes, List<String> words) {
        Map<String, Long> said = boxes.stream()
                .flatMap(answer -> answer.best(words, 1).stream())
                .collect(groupingBy(word -> word, TreeMap::new, counting()));
        long right = said.getOrDefault(category, 0L);
        said.remove(category);
        String instead = said.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .orElse("–");
        return List.of(Cell.of(category), Cell.of(boxes.size()), Cell.of(right), Cell.of(instead));
    }
}
