package io.dynrefer.evaluation.bootstrap;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The mean over classes of each class's own mean, of the classes that have enough samples. A resample without a class
 * leaves that class out. Not thread-safe while samples are added.
 */
public final class ClassMeanStatistic implements Statistic {
    private final int images;
    private final int least;
    private final Map<String, MeanStatistic> classes = new TreeMap<>();

    /**
     * @param images how many there are
     * @param least samples that a class must have
     */
    public ClassMeanStatistic(int images, int least) {
        this.images = images;
        this.least = least;
    }

    /** Adds a sample of a class with its value, 0..1. */
    public void add(int image, String name, double value) {
        classes.computeIfAbsent(name, key -> new MeanStatistic(images, Range.SHARE))
                .add(image, value, 1);
    }

    private Stream<MeanStatistic> counted() {
        return classes.values().stream().filter(ofClass -> ofClass.count() >= least);
    }

    @Override
    public double value(int[] weights) {
        return counted()
                .mapToDouble(ofClass -> ofClass.value(weights))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** How many classes have enough samples. */
    @Override
    public long count() {
        return counted().count();
    }

    @Override
    public Range range() {
        return Range.SHARE;
    }
}
