package io.dynrefer.safetensors;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;

/**
 * A safetensors file, its content where it lies.
 *
 * <p>The header is read and checked on opening; a tensor's content is mapped or copied on demand, each in a mapping of
 * its own, so the file may be larger than 2 GiB though no tensor may. Mappings stay valid after {@link #close()}. Safe
 * for use by several threads.
 */
public final class SafeTensorsFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final SafeTensorsHeader header;

    private SafeTensorsFile(Path path, FileChannel channel, long dataStart, SafeTensorsHeader header) {
        this.path = path;
        this.channel = channel;
        this.dataStart = dataStart;
        this.header = header;
    }

    /** Opens a file and checks its header; a {@link SafeTensorsException} says what is wrong with it. */
    public static SafeTensorsFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return open(path, channel);
            } catch (RuntimeException | IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SafeTensorsException(path.toString(), "cannot be read: " + e, e);
        }
    }

    private static SafeTensorsFile open(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new SafeTensorsException(path.toString(), "is not a safetensors file: only " + size + " bytes", null);
        }
        int headerLength = SafeTensorsHeader.length(path.toString(), read(channel, 0, Long.BYTES), size);
        long dataStart = (long) Long.BYTES + headerLength;
        byte[] json = read(channel, Long.BYTES, headerLength).array();
        SafeTensorsHeader header = SafeTensorsHeader.parse(path.toString(), json, size - dataStart);
        return new SafeTensorsFile(path, channel, dataStart, header);
    }

    public Path path() {
        return path;
    }

    /** The tensors by name, in the header's order. */
    public Map<String, TensorEntry> entries() {
        return Collections.unmodifiableMap(header.entries());
    }

    /** Where a tensor lies; one that is not there is an error that names it and the file. */
    public TensorEntry entry(String name) {
        return header.entry(path.toString(), name);
    }

    /** Whether the content starts at a multiple of its element size, as arithmetic on a mapping needs. */
    public boolean aligned(TensorEntry entry) {
        return (dataStart + entry.begin()) % entry.spec().type().bytes() == 0;
    }

    /** A tensor's content, mapped read-only and little-endian; pages are read on first touch. At most 2 GiB. */
    public ByteBuffer map(TensorEntry entry) {
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), length(entry))
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + entry.spec().name() + " of " + path, e);
        }
    }

    /** A tensor's content, copied into memory outside the heap. At most 2 GiB. */
    public ByteBuffer read(TensorEntry entry) {
        ByteBuffer content = ByteBuffer.allocateDirect(length(entry)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            fill(channel, dataStart + entry.begin(), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + entry.spec().name() + " of " + path, e);
        }
        return content;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    private int length(TensorEntry entry) {
        long length = entry.bytes();
        if (length > Integer.MAX_VALUE) {
            throw new SafeTensorsException(
                    path.toString(),
                    "tensor '" + entry.spec().name() + "' has " + length + " bytes; 2 GiB is the most",
                    null);
        }
        return (int) length;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, position, buffer);
        return buffer;
    }

    private static void fill(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("file ends at " + (position + buffer.position()));
            }
        }
        buffer.flip();
    }
}
