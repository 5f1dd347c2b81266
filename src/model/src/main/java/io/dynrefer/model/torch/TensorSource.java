package io.dynrefer.model.torch;

import io.dynrefer.safetensors.TensorSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A file of tensors, whatever its format. */
public interface TensorSource extends Closeable {
    /** Its tensors under their names in the file. */
    Map<String, TensorSpec> tensors();

    /** Hands a tensor's content to {@code sink}, little-endian and row by row, in pieces of any size. */
    void read(String name, Sink sink) throws IOException;

    /** Takes a piece of a tensor; the buffer is used again afterwards. */
    @FunctionalInterface
    interface Sink {
        void accept(ByteBuffer piece);
    }
}
