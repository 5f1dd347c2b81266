package io.dynrefer.model.init;

import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** Writes random and given tensors to one file. */
final class TensorFile {
    private static final int BUFFER_BYTES = 1 << 20;

    private final SafeTensorsWriter writer;
    private final long seed;
    private final Progress progress;
    private final long total;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long done;

    private TensorFile(SafeTensorsWriter writer, long seed, Progress progress, long total) {
        this.writer = writer;
        this.seed = seed;
        this.progress = progress;
        this.total = total;
    }

    /** A tensor to be written. */
    sealed interface Content {
        TensorSpec spec();

        static Content of(RandomTensor tensor) {
            return new Drawn(tensor);
        }

        static Content of(StoredTensor tensor) {
            return new Given(tensor);
        }
    }

    /** Numbers that the seed decides. */
    private record Drawn(RandomTensor tensor) implements Content {
        @Override
        public TensorSpec spec() {
            return tensor.spec();
        }
    }

    /** Numbers that are there already. */
    private record Given(StoredTensor tensor) implements Content {
        @Override
        public TensorSpec spec() {
            return tensor.spec();
        }
    }

    static ContentDigests write(Path file, List<Content> tensors, long seed, Progress progress) throws IOException {
        List<TensorSpec> plan = tensors.stream().map(Content::spec).toList();
        long total = plan.stream().mapToLong(TensorSpec::byteLength).sum();
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
            TensorFile target = new TensorFile(writer, seed, progress, total);
            for (Content tensor : tensors) {
                if (tensor instanceof Drawn drawn) {
                    target.append(drawn.tensor());
                } else if (tensor instanceof Given given) {
                    target.append(given.spec(), given.tensor().content().duplicate());
                }
            }
            return writer.finish();
        }
    }

    private void append(RandomTensor tensor) {
        for (long next = 0; next < tensor.spec().elements(); next += BUFFER_BYTES / Float.BYTES) {
            buffer.clear();
            tensor.fill(seed, next, buffer);
            append(tensor.spec(), buffer.flip());
        }
    }

    private void append(TensorSpec spec, ByteBuffer bytes) {
        done += bytes.remaining();
        writer.append(spec.name(), bytes);
        progress.report(done, total);
    }
}
