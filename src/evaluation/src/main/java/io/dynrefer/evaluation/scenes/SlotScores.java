package io.dynrefer.evaluation.scenes;

import io.dynrefer.data.CaptionSlots;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.caption.PtbTokenizer;
import io.dynrefer.evaluation.meteor.EnglishStems;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Slot accuracy: the share of the words a right caption should contain that it does contain, by what they are about.
 * Words are compared by their stems, so a plural counts; a slot of several words must stand together.
 */
final class SlotScores {
    /** What a word of a caption is about. */
    enum Slot {
        ATTRIBUTE,
        OBJECT,
        CONTEXT;

        List<String> words(CaptionSlots slots) {
            return switch (this) {
                case ATTRIBUTE -> slots.attributes();
                case OBJECT -> slots.object().isEmpty() ? List.of() : List.of(slots.object());
                case CONTEXT -> slots.context();
            };
        }
    }

    private SlotScores() {}

    /** The share of these slots' words over a group's captions. */
    static Statistic of(List<SceneRow> rows, int images, Predicate<SceneRow> group, Slot slot) {
        MeanStatistic statistic = new MeanStatistic(images, Range.SHARE);
        for (SceneRow row : rows) {
            List<String> expected = slot.words(row.truth().labels().slots());
            if (group.test(row) && !expected.isEmpty()) {
                List<String> caption = stems(row.caption());
                long found = expected.stream()
                        .filter(words -> contains(caption, words))
                        .count();
                statistic.add(row.image(), found, expected.size());
            }
        }
        return statistic;
    }

    /** Whether a caption's stems contain those of one slot, side by side. */
    static boolean contains(List<String> captionStems, String slot) {
        List<String> wanted = stems(slot);
        return !wanted.isEmpty() && Collections.indexOfSubList(captionStems, wanted) >= 0;
    }

    /** The stems of a text's tokens. */
    static List<String> stems(String text) {
        String tokens = PtbTokenizer.tokenize(text);
        return tokens.isEmpty()
                ? List.of()
                : Arrays.stream(tokens.split(" ")).map(EnglishStems::stem).toList();
    }
}
