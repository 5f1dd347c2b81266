package io.dynrefer.evaluation.run;

import io.dynrefer.region.Box;
import java.util.List;

/**
 * One line of a file of answers: everything the metrics need.
 *
 * @param image id of the image
 * @param sample id of the sample
 * @param bbox {@code x, y, width, height} in pixels of the image
 */
public record Prediction<T>(String image, String sample, List<Double> bbox, T truth, SampleAnswer answer) {
    public Prediction {
        bbox = List.copyOf(bbox);
    }

    /** The box, as corners. */
    public Box box() {
        return new Box(bbox.get(0), bbox.get(1), bbox.get(0) + bbox.get(2), bbox.get(1) + bbox.get(3));
    }
}
