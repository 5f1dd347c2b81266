package io.dynrefer.safetensors;

import io.dynrefer.region.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a safetensors file whose tensors arrive one after the other, in pieces of any size, and never all at once.
 *
 * <p>The names, types and shapes must be known at the start, because the header comes first. The file appears under its
 * name when {@link #finish()} has succeeded; until then it is called {@code <name>.part}. Not thread-safe.
 */
public final class SafeTensorsWriter implements Closeable {
    private static final int ALIGNMENT = 64;

    private final Path file;
    private final Path part;
    private final List<TensorSpec> plan;
    private final FileChannel channel;
    private final ContentDigests digests = new ContentDigests();
    private final MessageDigest digest = Sha256.start();
    private int current;
    private long written; // bytes of the current tensor

    private SafeTensorsWriter(Path file, Path part, List<TensorSpec> plan, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.plan = plan;
        this.channel = channel;
    }

    /** Starts a file with the given tensors in the given order. */
    public static SafeTensorsWriter create(Path file, List<TensorSpec> plan) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            SafeTensorsWriter writer = new SafeTensorsWriter(file, part, List.copyOf(plan), channel);
            writer.writeFully(SafeTensorsHeader.bytes(plan, Map.of(), ALIGNMENT));
            return writer;
        } catch (IOException e) {
            throw new SafeTensorsException(part.toString(), "cannot be written: " + e, e);
        }
    }

    /** Appends little-endian bytes to the tensor {@code name}, which must be the next of the plan that is not full. */
    public void append(String name, ByteBuffer bytes) {
        TensorSpec spec = next();
        if (spec == null || !spec.name().equals(name)) {
            throw new IllegalStateException("expected " + (spec == null ? "the end" : spec.name()) + ", got " + name);
        }
        if (bytes.remaining() > spec.byteLength() - written) {
            throw new IllegalStateException(name + " has " + spec.byteLength() + " bytes, got more");
        }
        digest.update(bytes.duplicate());
        written += bytes.remaining();
        try {
            writeFully(bytes);
        } catch (IOException e) {
            throw new SafeTensorsException(part.toString(), "cannot be written: " + e, e);
        }
        if (written == spec.byteLength()) {
            digests.put(spec, digest.digest());
            current++;
            written = 0;
        }
    }

    /** Completes the file; a tensor that is missing or not full is an {@link IllegalStateException}. */
    public ContentDigests finish() {
        TensorSpec missing = next();
        if (missing != null) {
            throw new IllegalStateException(missing.name() + " is incomplete: " + written + " bytes");
        }
        try {
            channel.force(false);
            channel.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SafeTensorsException(file.toString(), "cannot be written: " + e, e);
        }
        return digests;
    }

    /** Gives up on the file unless it is finished. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(part);
        }
    }

    /** The tensor to append to, after passing over empty ones; none at the end. */
    private @Nullable TensorSpec next() {
        while (current < plan.size() && plan.get(current).byteLength() == 0) {
            digests.put(plan.get(current++), digest.digest());
        }
        return current < plan.size() ? plan.get(current) : null;
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
