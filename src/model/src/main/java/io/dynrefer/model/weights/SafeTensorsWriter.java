package io.dynrefer.model.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
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
    private final MessageDigest digest = ContentDigests.sha256();
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
            writer.writeFully(header(plan));
            return writer;
        } catch (IOException e) {
            throw new WeightsException(part, "cannot be written: " + e, e);
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
            throw new WeightsException(part, "cannot be written: " + e, e);
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
            throw new WeightsException(file, "cannot be written: " + e, e);
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

    private static ByteBuffer header(List<TensorSpec> plan) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        long offset = 0;
        for (TensorSpec spec : plan) {
            if (root.has(spec.name())) {
                throw new IllegalArgumentException("two tensors are called " + spec.name());
            }
            ObjectNode node =
                    root.putObject(spec.name()).put("dtype", spec.type().name());
            spec.shape().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(offset).add(offset + spec.byteLength());
            offset += spec.byteLength();
        }
        byte[] json = new ObjectMapper().writeValueAsBytes(root);
        int padded = (Long.BYTES + json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - Long.BYTES;
        byte[] content = Arrays.copyOf(json, padded);
        Arrays.fill(content, json.length, padded, (byte) ' ');
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        return header.putLong(padded).put(content).flip();
    }
}
