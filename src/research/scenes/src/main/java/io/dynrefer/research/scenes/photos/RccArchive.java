package io.dynrefer.research.scenes.photos;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A binary resource archive of Qt ({@code .rcc}, versions 1 to 3). Immutable.
 *
 * <p>All numbers are big-endian. The header is {@code qres}, version, and the offsets of three areas: the tree, the
 * data, the names. A node of the tree is (name, flags) and then either (number of children, first child) or (country,
 * language, data); from version 2 on, a time follows. A name is its length, a hash, UTF-16 characters. Data is a length
 * and the bytes, which a flag says are compressed by zlib after four bytes of their original length.
 */
final class RccArchive {
    private static final byte[] MAGIC = "qres".getBytes(StandardCharsets.US_ASCII);
    private static final int NEWEST_VERSION = 3;
    private static final int FIRST_VERSION_WITH_TIMES = 2;
    private static final int NODE_BYTES = 14;
    private static final int TIME_BYTES = 8;

    /** What zlib can save at most. */
    private static final int GREATEST_RATIO = 1032;

    private static final int COMPRESSED_ZLIB = 1;
    private static final int DIRECTORY = 2;
    private static final int COMPRESSED_ZSTD = 4;

    private final String place;
    private final ByteBuffer bytes;
    private final int nodeBytes;
    private final int tree;
    private final int data;
    private final int names;
    private final SortedMap<String, Node> files = new TreeMap<>(); // by path

    private RccArchive(byte[] archive, String place) {
        this.place = place;
        bytes = ByteBuffer.wrap(archive).asReadOnlyBuffer();
        for (byte expected : MAGIC) {
            if (bytes.get() != expected) {
                throw damaged("it does not start with \"qres\"", null);
            }
        }
        int version = bytes.getInt();
        if (version < 1 || version > NEWEST_VERSION) {
            throw damaged("its version is " + version + "; 1 to " + NEWEST_VERSION + " are read", null);
        }
        nodeBytes = version < FIRST_VERSION_WITH_TIMES ? NODE_BYTES : NODE_BYTES + TIME_BYTES;
        tree = bytes.getInt();
        data = bytes.getInt();
        names = bytes.getInt();
        collectFiles();
    }

    /** A file: where its data starts within the data area, and its flags. */
    private record Node(int data, int flags) {}

    /** A directory that is still to be read. */
    private record Directory(String path, int index) {}

    /**
     * The archive in these bytes; {@code place} names it in messages.
     *
     * @throws DynReferException {@link ErrorCode#INVALID_REQUEST} if it is no such archive or is damaged
     */
    public static RccArchive parse(byte[] archive, String place) {
        try {
            return new RccArchive(archive, place);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw damaged(place, "an offset leads out of the file", e);
        }
    }

    /** The absolute paths of its files, in ascending order, e.g. {@code /gcompris/…/alpaca.webp}. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /**
     * The bytes of a file, decompressed.
     *
     * @throws DynReferException {@link ErrorCode#NOT_FOUND} if there is no such file
     */
    public byte[] read(String path) {
        Node node = files.get(path);
        if (node == null) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "package", place + " has no file " + path + ".");
        }
        try {
            int at = data + node.data();
            byte[] stored = bytesAt(at + Integer.BYTES, bytes.getInt(at));
            return (node.flags() & COMPRESSED_ZLIB) == 0 ? stored : inflate(stored, path);
        } catch (IndexOutOfBoundsException e) {
            throw damaged("the data of " + path + " lies outside the file", e);
        }
    }

    private void collectFiles() {
        Deque<Directory> open = new ArrayDeque<>();
        readNode(0, "", open);
        while (!open.isEmpty()) {
            Directory directory = open.pop();
            int at = at(directory.index());
            int children = bytes.getInt(at + 6);
            int first = bytes.getInt(at + 10);
            if (first <= directory.index()) {
                throw damaged("the directory " + directory.path() + "/ contains itself", null);
            }
            for (int child = first; child < first + children; child++) {
                readNode(child, directory.path() + "/" + name(child), open);
            }
        }
    }

    private void readNode(int index, String path, Deque<Directory> open) {
        int at = at(index);
        int flags = bytes.getShort(at + 4);
        if ((flags & DIRECTORY) != 0) {
            open.push(new Directory(path, index));
        } else if ((flags & COMPRESSED_ZSTD) != 0) {
            throw damaged(path + " is compressed by Zstandard, which is not read here", null);
        } else {
            files.put(path, new Node(bytes.getInt(at + 10), flags));
        }
    }

    private int at(int index) {
        return Objects.checkFromIndexSize(tree + index * nodeBytes, nodeBytes, bytes.capacity());
    }

    private byte[] bytesAt(int at, int length) {
        Objects.checkFromIndexSize(at, length, bytes.capacity()); // before a damaged length takes all memory
        byte[] copy = new byte[length];
        bytes.get(at, copy);
        return copy;
    }

    private String name(int index) {
        int at = names + bytes.getInt(at(index));
        int length = Character.BYTES * Short.toUnsignedInt(bytes.getShort(at));
        return new String(bytesAt(at + Short.BYTES + Integer.BYTES, length), StandardCharsets.UTF_16BE);
    }

    private byte[] inflate(byte[] stored, String path) {
        int originalLength = ByteBuffer.wrap(stored).getInt(0);
        if (originalLength < 0 || originalLength > (long) stored.length * GREATEST_RATIO) {
            throw damaged("the data of " + path + " cannot be " + originalLength + " bytes long", null);
        }
        byte[] original = new byte[originalLength];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored, Integer.BYTES, stored.length - Integer.BYTES);
            int length = inflater.inflate(original);
            if (length != original.length) {
                throw damaged("the data of " + path + " ends early", null);
            }
            return original;
        } catch (DataFormatException e) {
            throw damaged("the data of " + path + " is not compressed by zlib", e);
        } finally {
            inflater.end();
        }
    }

    private DynReferException damaged(String why, @Nullable Exception cause) {
        return damaged(place, why, cause);
    }

    private static DynReferException damaged(String place, String why, @Nullable Exception cause) {
        return new DynReferException(
                ErrorCode.INVALID_REQUEST,
                "package",
                place + " cannot be read as a resource archive: " + why + ".",
                cause);
    }
}
