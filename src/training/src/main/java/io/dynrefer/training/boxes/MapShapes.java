package io.dynrefer.training.boxes;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.proposals.BoxHeadSizes;
import io.dynrefer.model.weights.InvertedResidualSizes;
import java.util.ArrayList;
import java.util.List;

/**
 * The maps of a photo one after the other, as a cache holds them.
 *
 * @param shapes (channels, h, w) of each map
 */
record MapShapes(List<Shape> shapes) {
    MapShapes {
        shapes = List.copyOf(shapes);
    }

    /** The maps that a head of these sizes reads of this encoder. */
    static MapShapes of(InvertedResidualSizes encoder, BoxHeadSizes sizes) {
        List<Shape> shapes = new ArrayList<>();
        for (int stage : BoxHeadSizes.stages(encoder)) {
            int side = sizes.sides().get(shapes.size());
            shapes.add(new Shape(encoder.stages().get(stage).channels(), side, side));
        }
        return new MapShapes(shapes);
    }

    /** Bytes of a photo's maps, 16 bits a number. */
    int bytes() {
        return Math.toIntExact(shapes.stream().mapToLong(Shape::size).sum() * Short.BYTES);
    }
}
