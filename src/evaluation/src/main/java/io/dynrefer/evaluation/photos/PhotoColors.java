package io.dynrefer.evaluation.photos;

import io.dynrefer.evaluation.bootstrap.ClassMeanStatistic;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.region.Attribute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How often the one basic colour of a region is found among them all. */
final class PhotoColors {
    private static final Set<String> BASIC_COLORS = Set.of(
            "color:black",
            "color:white",
            "color:gray",
            "color:red",
            "color:orange",
            "color:yellow",
            "color:green",
            "color:blue",
            "color:purple",
            "color:pink",
            "color:brown");

    /** Whether a name is one of the eleven basic colours. */
    private PhotoColors() {}

    private static boolean isBasicColor(String attribute) {
        return BASIC_COLORS.contains(attribute);
    }

    static void add(PhotoRows rows, PhotoAnswers answers, List<PhotoAnswer> boxes) {
        List<String> colors = answers.attributes().stream()
                .map(Attribute::name)
                .filter(PhotoColors::isBasicColor)
                .toList();
        List<PhotoAnswer> colored =
                PhotoRows.where(boxes, answer -> color(answer).isPresent());
        MeanStatistic all = rows.shares();
        ClassMeanStatistic classes = rows.classes();
        for (PhotoAnswer answer : colored) {
            String color = color(answer).orElseThrow();
            Map<String, Float> scores = answers.attributes(answer);
            double right = PhotoRows.share(colors.stream()
                    .max(Comparator.comparing(word -> scores.getOrDefault(word, 0f)))
                    .orElse("")
                    .equals(color));
            all.add(answer.image(), right, 1);
            classes.add(answer.image(), color, right);
        }
        rows.add("colour among " + colors.size() + " words", all);
        rows.add("colour, mean of colours", classes);
    }

    /** The one basic colour of a region. */
    private static Optional<String> color(PhotoAnswer answer) {
        List<String> colors = answer.truth().labels().attributes().stream()
                .filter(attribute -> attribute.startsWith("color:"))
                .toList();
        return colors.size() == 1
                ? colors.stream().filter(PhotoColors::isBasicColor).findFirst()
                : Optional.empty();
    }
}
