package io.dynrefer.evaluation.photos;

import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.ClassMeanStatistic;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.report.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The lines of a table about the answers to one data set's photos, with what they are means of. */
final class PhotoRows {
    static final int LEAST_OF_A_CLASS = 5;
    private static final int SMALL = 32;

    private final int images;
    private final Bootstrap bootstrap;
    private final List<List<Cell>> rows = new ArrayList<>();

    PhotoRows(int images) {
        this.images = images;
        this.bootstrap = new Bootstrap(images);
    }

    void add(String name, Statistic statistic) {
        if (statistic.count() > 0) {
            rows.add(List.of(Cell.of(name), Cell.of(statistic.count()), Cell.percent(bootstrap.estimate(statistic))));
        }
    }

    /** The mean of a value over these answers, and the mean of its means over their classes. */
    void addWithClasses(String name, List<PhotoAnswer> group, ToDoubleFunction<PhotoAnswer> value) {
        ClassMeanStatistic classes = classes();
        group.forEach(answer -> classes.add(answer.image(), answer.category(), value.applyAsDouble(answer)));
        add(name, mean(group, value));
        add(name + ", mean of classes", classes);
    }

    /** The mean of a value over the small boxes and over the others, where both are there. */
    void addBySize(String name, List<PhotoAnswer> group, ToDoubleFunction<PhotoAnswer> value) {
        List<PhotoAnswer> small = where(group, answer -> answer.shorterSide() < SMALL);
        if (!small.isEmpty() && small.size() < group.size()) {
            add(name + ", shorter side < 32 px", mean(small, value));
            add(name + ", shorter side ≥ 32 px", mean(where(group, answer -> answer.shorterSide() >= SMALL), value));
        }
    }

    static List<PhotoAnswer> where(List<PhotoAnswer> group, Predicate<PhotoAnswer> member) {
        return group.stream().filter(member).toList();
    }

    MeanStatistic mean(List<PhotoAnswer> group, ToDoubleFunction<PhotoAnswer> value) {
        MeanStatistic mean = shares();
        group.forEach(answer -> mean.add(answer.image(), value.applyAsDouble(answer), 1));
        return mean;
    }

    static double share(boolean right) {
        return right ? 1 : 0;
    }

    /** A mean over regions, still of none. */
    MeanStatistic shares() {
        return new MeanStatistic(images, Range.SHARE);
    }

    /** A mean of the means of classes with enough regions, still of none. */
    ClassMeanStatistic classes() {
        return new ClassMeanStatistic(images, LEAST_OF_A_CLASS);
    }

    List<List<Cell>> rows() {
        return rows;
    }
}
