package io.dynrefer.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.region.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;

/** Views as one array. */
public final class PixelBatch {
    private PixelBatch() {}

    /**
     * The normalised pixels of views of one size.
     *
     * @param normalize gives a view's channels, {@code (3, height, width)}
     * @return (views, 3, height, width)
     */
    public static NDArray of(NDManager manager, List<RgbImage> views, Function<RgbImage, float[]> normalize) {
        RgbImage first = views.get(0);
        Shape shape = new Shape(views.size(), 3, first.height(), first.width());
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact((int) shape.size(), Float.BYTES))
                .order(ByteOrder.nativeOrder());
        FloatBuffer values = bytes.asFloatBuffer();
        views.forEach(view -> values.put(normalize.apply(view)));
        return manager.create(bytes, shape, DataType.FLOAT32);
    }
}
