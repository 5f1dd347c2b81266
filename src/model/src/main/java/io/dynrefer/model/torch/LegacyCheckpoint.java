package io.dynrefer.model.torch;

import io.dynrefer.model.weights.WeightsException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The format PyTorch wrote before 1.6 and still writes on request: pickles of a magic number, a version, facts about
 * the machine, the structure and the storages' keys; then each storage, eight bytes of length first.
 */
final class LegacyCheckpoint implements StorageReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int VERSION = 1001;

    private final Path path;
    private final FileChannel channel;
    private final Object structure;
    private final Set<String> skipped;
    private final List<?> keys;
    private final long firstStorage;
    private final Map<String, Long> positions = new HashMap<>();

    private LegacyCheckpoint(
            Path path, FileChannel channel, Object structure, Set<String> skipped, List<?> keys, long firstStorage) {
        this.path = path;
        this.channel = channel;
        this.structure = structure;
        this.skipped = skipped;
        this.keys = keys;
        this.firstStorage = firstStorage;
    }

    static LegacyCheckpoint open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            // never closed on its own: that would close the channel
            CountingInputStream stream =
                    new CountingInputStream(new BufferedInputStream(Channels.newInputStream(channel)), channel.size());
            if (!MAGIC.toString().equals(String.valueOf(new TorchUnpickler().load(stream)))
                    || !(new TorchUnpickler().load(stream) instanceof Number version)
                    || version.intValue() != VERSION) {
                throw new WeightsException(path, "is no PyTorch checkpoint");
            }
            if (!(new TorchUnpickler().load(stream) instanceof Map<?, ?> machine)
                    || !Boolean.TRUE.equals(machine.get("little_endian"))) {
                throw new WeightsException(path, "was written on a big-endian machine");
            }
            TorchUnpickler unpickler = new TorchUnpickler();
            Object structure = unpickler.load(stream);
            List<?> keys = (List<?>) new TorchUnpickler().load(stream);
            return new LegacyCheckpoint(path, channel, structure, unpickler.skipped(), keys, stream.position());
        } catch (RuntimeException | IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The structure, read. */
    Object structure() {
        return structure;
    }

    /** The Python objects that were not made. */
    Set<String> skipped() {
        return skipped;
    }

    /** Finds where the storages lie, given what the structure says of each. */
    void locate(Map<String, TorchStorage> storages) throws IOException {
        long position = firstStorage;
        for (Object key : keys) {
            TorchStorage storage = storages.get(String.valueOf(key));
            if (storage == null) {
                throw new WeightsException(path, "holds a storage " + key + " that no tensor uses");
            }
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (length.hasRemaining()) {
                if (channel.read(length, position + length.position()) < 0) {
                    throw new EOFException("the file ends before storage " + key);
                }
            }
            if (length.getLong(0) != storage.elements()) {
                throw new WeightsException(path, "storage " + key + " has " + length.getLong(0) + " elements");
            }
            positions.put(storage.key(), position + Long.BYTES);
            position += Long.BYTES + storage.elements() * storage.type().bytes();
        }
    }

    @Override
    public InputStream open(TorchStorage storage, long from) throws IOException {
        Long position = positions.get(storage.key());
        if (position == null) {
            throw new WeightsException(path, "lacks storage " + storage.key());
        }
        channel.position(position + from);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {
                // the channel serves the next storage too
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
