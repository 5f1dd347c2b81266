package io.dynrefer.research.scenes.photos;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/** Builds small resource archives: one directory with files in it. */
final class RccFixture {
    static final int NONE = 0;
    static final int ZLIB = 1;
    static final int ZSTD = 4;
    private static final int DIRECTORY = 2;
    private static final int CAPACITY = 1 << 16;

    private final ByteBuffer tree = ByteBuffer.allocate(CAPACITY);
    private final ByteBuffer data = ByteBuffer.allocate(CAPACITY);
    private final ByteBuffer names = ByteBuffer.allocate(CAPACITY);
    private final int version;

    private RccFixture(int version) {
        this.version = version;
    }

    /** An archive of {@code /folder/…} whose files all have these flags; what ZLIB says is done. */
    static byte[] archive(int version, String folder, Map<String, byte[]> files, int flags) {
        RccFixture fixture = new RccFixture(version);
        fixture.directory("", 1, 1);
        fixture.directory(folder, files.size(), 2);
        files.forEach((name, content) -> fixture.file(name, content, flags));
        return fixture.bytes();
    }

    /** An archive whose one directory is its own child. */
    static byte[] cyclic() {
        RccFixture fixture = new RccFixture(3);
        fixture.directory("", 1, 1);
        fixture.directory("loop", 1, 1);
        return fixture.bytes();
    }

    private void directory(String name, int children, int first) {
        tree.putInt(name(name)).putShort((short) DIRECTORY).putInt(children).putInt(first);
        time();
    }

    private void file(String name, byte[] content, int flags) {
        tree.putInt(name(name))
                .putShort((short) flags)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(data.position());
        time();
        byte[] stored = flags == ZLIB ? deflated(content) : content;
        data.putInt(stored.length).put(stored);
    }

    private void time() {
        if (version >= 2) {
            tree.putLong(1_600_000_000_000L);
        }
    }

    private int name(String name) {
        int at = names.position();
        names.putShort((short) name.length()).putInt(name.hashCode()).put(name.getBytes(StandardCharsets.UTF_16BE));
        return at;
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] buffer = new byte[CAPACITY];
        int length = deflater.deflate(buffer);
        deflater.end();
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(content.length)
                .put(buffer, 0, length)
                .array();
    }

    private byte[] bytes() {
        int header = version >= 3 ? 24 : 20;
        List<ByteBuffer> areas = new ArrayList<>(List.of(data, names, tree)); // Qt's own order
        int treeAt = header + data.position() + names.position();
        ByteBuffer bytes = ByteBuffer.allocate(treeAt + tree.position());
        bytes.put("qres".getBytes(StandardCharsets.US_ASCII))
                .putInt(version)
                .putInt(treeAt)
                .putInt(header)
                .putInt(header + data.position());
        if (version >= 3) {
            bytes.putInt(0);
        }
        areas.forEach(area -> bytes.put(area.flip()));
        return bytes.array();
    }
}
