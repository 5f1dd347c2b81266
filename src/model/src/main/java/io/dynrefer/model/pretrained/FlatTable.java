package io.dynrefer.model.pretrained;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * A table of a FlatBuffers file: fields by number, found through a table of offsets.
 *
 * @param file the whole file, little-endian
 * @param position of the table
 */
record FlatTable(ByteBuffer file, int position) {
    private static final int OFFSETS_HEADER = 4;

    /** The table that a file starts with. */
    static FlatTable root(ByteBuffer file) {
        return new FlatTable(file, file.getInt(0));
    }

    /** Where field {@code number} lies, or 0 if the file leaves it out. */
    private int field(int number) {
        int offsets = position - file.getInt(position);
        int entry = OFFSETS_HEADER + Short.BYTES * number;
        if (entry >= unsignedShort(offsets)) {
            return 0;
        }
        int offset = unsignedShort(offsets + entry);
        return offset == 0 ? 0 : position + offset;
    }

    private int unsignedShort(int place) {
        return file.getShort(place) & 0xffff;
    }

    int integer(int number) {
        int place = field(number);
        return place == 0 ? 0 : file.getInt(place);
    }

    int unsignedByte(int number) {
        int place = field(number);
        return place == 0 ? 0 : file.get(place) & 0xff;
    }

    String text(int number) {
        byte[] bytes = new byte[length(number)];
        file.get(start(number), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    int[] integers(int number) {
        int start = start(number);
        return IntStream.range(0, length(number))
                .map(i -> file.getInt(start + Integer.BYTES * i))
                .toArray();
    }

    /** The bytes of a vector. */
    ByteBuffer bytes(int number) {
        return file.slice(start(number), length(number)).order(file.order());
    }

    /** How many elements a vector has; one that the file leaves out has none. */
    int length(int number) {
        int place = field(number);
        return place == 0 ? 0 : file.getInt(place + file.getInt(place));
    }

    /** An element of a vector of tables. */
    FlatTable table(int number, int index) {
        int place = start(number) + Integer.BYTES * index;
        return new FlatTable(file, place + file.getInt(place));
    }

    private int start(int number) {
        int place = field(number);
        return place == 0 ? 0 : place + file.getInt(place) + Integer.BYTES;
    }
}
