package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The maps of one copy of every photo of a split, 16 bits a number, in the photos' order. Thread-safe. */
final class MapCache implements AutoCloseable {
    private final FileChannel file;
    private final MapShapes shapes;

    private MapCache(FileChannel file, MapShapes shapes) {
        this.file = file;
        this.shapes = shapes;
    }

    /** Opens a complete file. */
    static MapCache open(Path file, MapShapes shapes) {
        try {
            return new MapCache(FileChannel.open(file, StandardOpenOption.READ), shapes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Appends the maps of a photo to {@code target}. */
    void copy(int photo, ByteBuffer target) {
        int end = target.position() + shapes.bytes();
        ByteBuffer slot = target.duplicate().limit(end);
        long at = (long) photo * shapes.bytes();
        try {
            while (slot.hasRemaining()) {
                int read = file.read(slot, at + shapes.bytes() - slot.remaining());
                if (read < 0) {
                    throw new EOFException("the cache of maps ends before photo " + photo);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the cache of maps", e);
        }
        target.position(end);
    }

    /**
     * The maps of photos, 32-bit (n, channels, h, w) each.
     *
     * @param photos the maps of {@code n} photos one after the other
     */
    static List<NDArray> arrays(NDManager manager, ByteBuffer photos, MapShapes shapes) {
        long count = photos.remaining() / shapes.bytes();
        NDArray all = manager.create(photos, new Shape(count, shapes.bytes() / Short.BYTES), DataType.FLOAT16);
        List<NDArray> maps = new ArrayList<>();
        long from = 0;
        for (Shape shape : shapes.shapes()) {
            long end = from + shape.size();
            maps.add(all.get(":, " + from + ":" + end)
                    .toType(DataType.FLOAT32, true)
                    .reshape(count, shape.get(0), shape.get(1), shape.get(2)));
            from = end;
        }
        return maps;
    }

    /** Room for the maps of photos. */
    static ByteBuffer room(int photos, MapShapes shapes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(photos, shapes.bytes()))
                .order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the cache of maps", e);
        }
    }
}
