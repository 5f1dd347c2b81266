package io.dynrefer.training.own;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled regions as the model sees them. Numbers are arrays by region; not equal by value.
 *
 * @param where each region is
 * @param labels number of its category among the own words
 * @param rows the numbers of the vector that the category head compares with texts, scaled like logits
 * @param changed those of its changed copy; the same as {@code rows} where there is none
 * @param before logits of the own words by the model as it was
 * @param rivals how much all other words together speak against them: the logarithm of the sum of their exponentials
 */
record OwnRegions(
        List<Place> where,
        List<Integer> labels,
        List<float[]> rows,
        List<float[]> changed,
        List<float[]> before,
        List<Float> rivals) {
    /** A region in its photo. */
    record Place(AnnotatedImage photo, AnnotatedRegion region) {}

    static OwnRegions empty() {
        return new OwnRegions(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    int size() {
        return labels.size();
    }

    /** These and others. */
    OwnRegions and(OwnRegions others) {
        OwnRegions both = empty();
        for (OwnRegions part : List.of(this, others)) {
            for (int i = 0; i < part.size(); i++) {
                both.add(part, i);
            }
        }
        return both;
    }

    /** Those with these numbers. */
    OwnRegions only(List<Integer> numbers) {
        OwnRegions some = empty();
        numbers.forEach(number -> some.add(this, number));
        return some;
    }

    private void add(OwnRegions from, int number) {
        where.add(from.where.get(number));
        labels.add(from.labels.get(number));
        rows.add(from.rows.get(number));
        changed.add(from.changed.get(number));
        before.add(from.before.get(number));
        rivals.add(from.rivals.get(number));
    }
}
