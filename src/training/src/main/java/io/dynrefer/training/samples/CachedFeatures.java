package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Features read from caches. */
public final class CachedFeatures implements RegionFeatures {
    private final List<Copies> caches;
    private final int tokens;
    private final int width;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0); // reused: the engine reads it in place

    /**
     * What is cached of a source.
     *
     * @param plain as the photos are
     * @param changed a second copy of each region, if there is one ({@link Variation})
     */
    public record Copies(FeatureCache plain, @Nullable FeatureCache changed) {
        private FeatureCache of(Views wanted) {
            return changed == null || !wanted.changed() ? plain : changed;
        }
    }

    /**
     * @param caches by source
     * @param tokens of a view
     * @param width numbers of a token
     */
    public CachedFeatures(List<Copies> caches, int tokens, int width) {
        this.caches = List.copyOf(caches);
        this.tokens = tokens;
        this.width = width;
    }

    @Override
    public Embedded of(NDManager manager, List<Views> samples) {
        return Embedded.frozen(rows(manager, samples), samples.size());
    }

    /** The rows of every view: (views, tokens, width), 32-bit. */
    NDArray rows(NDManager manager, List<Views> samples) {
        int views =
                samples.stream().mapToInt(item -> item.coefficients().size()).sum();
        int bytes = views * tokens * width * Short.BYTES;
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear();
        for (Views item : samples) {
            Copies cache = caches.get(item.sample().source());
            item.coefficients().forEach(t -> cache.of(item).copy(item.sample(), t, buffer));
        }
        buffer.flip();
        return manager.create(buffer, new Shape(views, tokens, width), DataType.FLOAT16)
                .toType(DataType.FLOAT32, true);
    }

    @Override
    public void close() {
        // Mappings end with the process.
    }
}
