package io.dynrefer.training.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a training of own words brought, for people: a Markdown text with a row for each class. */
final class OwnReport {
    private static final int PERCENT = 100;

    private final List<String> words;
    private final List<String> lines = new ArrayList<>();

    OwnReport(List<String> words) {
        this.words = words;
    }

    OwnReport line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
        return this;
    }

    /** A table of how many regions were right before and are now. */
    OwnReport table(String title, OwnRegions regions, List<Integer> before, List<Integer> after) {
        line("## %s", title).line("");
        line("| class | regions | right before | right now |").line("| --- | --- | --- | --- |");
        line("| all | %d | %s | %s |", regions.size(), share(regions, before, -1), share(regions, after, -1));
        for (int word = 0; word < words.size(); word++) {
            int of = word;
            long count = regions.labels().stream().filter(label -> label == of).count();
            if (count > 0) {
                line(
                        "| %s | %d | %s | %s |",
                        words.get(word).replace("|", "\\|"),
                        count,
                        share(regions, before, word),
                        share(regions, after, word));
            }
        }
        return line("");
    }

    /** How many are right, and how many in a hundred; of one word or, for -1, of all. */
    private static String share(OwnRegions regions, List<Integer> first, int word) {
        long all = 0;
        long right = 0;
        for (int i = 0; i < first.size(); i++) {
            int label = regions.labels().get(i);
            if (word < 0 || label == word) {
                all++;
                right += first.get(i) == label ? 1 : 0;
            }
        }
        return String.format(Locale.ROOT, "%d (%.1f %%)", right, all == 0 ? 0.0 : (double) PERCENT * right / all);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
