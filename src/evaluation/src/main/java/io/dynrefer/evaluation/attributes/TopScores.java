package io.dynrefer.evaluation.attributes;

/**
 * Which k scores of a row are its best. Among equal scores at the edge it takes those that numpy's argpartition
 * (introselect, as of 1.24) takes, because the published decisions at k depend on it: quickselect with the median of
 * three, the pivot moved to the front, both scans stopping at equal values. Numpy's fallback against adversarial rows
 * (median of medians) is left out.
 */
final class TopScores {
    private static final int SELECTION_SORT_LIMIT = 3;

    private final double[] values;
    private final int[] order;

    private TopScores(double[] values) {
        this.values = values;
        this.order = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Marks the k best; {@code k = 0} marks all, as the reference's {@code [-0:]} does. */
    static boolean[] of(double[] values, int k) {
        TopScores selection = new TopScores(values);
        int first = k == 0 ? 0 : values.length - k;
        selection.select(first);
        boolean[] best = new boolean[values.length];
        for (int i = first; i < values.length; i++) {
            best[selection.order[i]] = true;
        }
        return best;
    }

    private void select(int place) {
        if (place < SELECTION_SORT_LIMIT) {
            selectSmallest(place);
        } else if (place == order.length - 1) {
            swap(place, lastOfLargest());
        } else {
            quickselect(place);
        }
    }

    private void selectSmallest(int place) {
        for (int i = 0; i <= place; i++) {
            int smallest = i;
            for (int j = i + 1; j < order.length; j++) {
                smallest = at(j) < at(smallest) ? j : smallest;
            }
            swap(i, smallest);
        }
    }

    private int lastOfLargest() {
        int largest = 0;
        for (int i = 1; i < order.length; i++) {
            largest = at(i) < at(largest) ? largest : i;
        }
        return largest;
    }

    private void quickselect(int place) {
        int low = 0;
        int high = order.length - 1;
        while (low + 1 < high) {
            medianOfThreeToFront(low, low + (high - low) / 2, high);
            double pivot = at(low);
            int left = low + 1;
            int right = high;
            while (true) {
                left = nextNotBelow(pivot, left + 1);
                right = previousNotAbove(pivot, right - 1);
                if (right < left) {
                    break;
                }
                swap(left, right);
            }
            swap(low, right);
            if (right >= place) {
                high = right - 1;
            }
            if (right <= place) {
                low = left;
            }
        }
        if (high == low + 1 && at(high) < at(low)) {
            swap(high, low);
        }
    }

    /** Leaves the median at {@code low}, the smallest at {@code low + 1} and the largest at {@code high}. */
    private void medianOfThreeToFront(int low, int middle, int high) {
        if (at(high) < at(middle)) {
            swap(high, middle);
        }
        if (at(high) < at(low)) {
            swap(high, low);
        }
        if (at(low) < at(middle)) {
            swap(low, middle);
        }
        swap(middle, low + 1);
    }

    private int nextNotBelow(double pivot, int from) {
        int index = from;
        while (at(index) < pivot) {
            index++;
        }
        return index;
    }

    private int previousNotAbove(double pivot, int from) {
        int index = from;
        while (pivot < at(index)) {
            index--;
        }
        return index;
    }

    private double at(int place) {
        return values[order[place]];
    }

    private void swap(int first, int second) {
        int swapped = order[first];
        order[first] = order[second];
        order[second] = swapped;
    }
}
