package io.dynrefer.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.FloatMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One float matrix as a safetensors document: eight bytes of header length, a JSON header, the floats little-endian.
 * Self-describing, and readable with any safetensors library.
 *
 * @param name the array's name in the document
 * @param matrix {@code (rows, columns)}, F32
 * @param metadata what else a reader should know
 */
record MatrixDocument(String name, FloatMatrix matrix, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;

    MatrixDocument {
        metadata = Map.copyOf(metadata);
    }

    /** The array's entry in the header. */
    private record Entry(
            String dtype,
            List<Integer> shape,
            @JsonProperty("data_offsets") List<Integer> dataOffsets) {}

    /** The bytes; a matrix with a NaN or an infinity is refused, so that a fault does not outlive its cause. */
    byte[] bytes() {
        FloatBuffer values = matrix.values();
        requireFinite(values.duplicate());
        int length = values.remaining() * Float.BYTES;
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, metadata);
        header.put(name, new Entry("F32", List.of(matrix.rows(), matrix.columns()), List.of(0, length)));
        byte[] json = aligned(Json.write(header));
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + json.length + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).asFloatBuffer().put(values);
        return bytes.array();
    }

    private void requireFinite(FloatBuffer values) {
        while (values.hasRemaining()) {
            float value = values.get();
            if (!Float.isFinite(value)) {
                throw new DynReferException(
                        ErrorCode.INTERNAL,
                        name,
                        "The " + name + " hold " + value + " at position " + (values.position() - 1)
                                + " and are not stored: check the weights and their precision.");
            }
        }
    }

    private static byte[] aligned(byte[] json) {
        int padding = -json.length & (ALIGNMENT - 1);
        byte[] padded = Arrays.copyOf(json, json.length + padding);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** The document in a stored blob, which must hold an F32 matrix of this name and nothing else. */
    static MatrixDocument parse(BlobKey key, String name, byte[] blob) {
        try {
            return parse(name, ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN));
        } catch (MalformedException e) {
            throw DamagedBlob.of(key, e.getMessage(), e);
        } catch (DynReferException e) {
            throw DamagedBlob.of(key, "its header is malformed: " + e.getMessage(), e);
        }
    }

    private static MatrixDocument parse(String name, ByteBuffer blob) {
        require(blob.remaining() >= Long.BYTES, "it is shorter than a header length");
        long headerLength = blob.getLong();
        require(headerLength >= 0 && headerLength <= blob.remaining(), "it ends within its header");
        byte[] json = new byte[(int) headerLength];
        blob.get(json);
        Header header = header(name, json);
        require(header.entry.dtype.equals("F32"), "its floats are " + header.entry.dtype + ", not F32");
        require(header.entry.shape.size() == 2, "its shape is " + header.entry.shape + ", not a matrix's");
        int rows = header.entry.shape.get(0);
        int columns = header.entry.shape.get(1);
        require(rows >= 1 && columns >= 1, "its shape is " + header.entry.shape);
        long length = (long) rows * columns * Float.BYTES;
        require(
                header.entry.dataOffsets.equals(List.of(0, blob.remaining())) && length == blob.remaining(),
                "it holds " + blob.remaining() + " bytes of floats where its header says " + header.entry);
        float[] values = new float[rows * columns];
        blob.asFloatBuffer().get(values);
        return new MatrixDocument(name, new FloatMatrix(rows, columns, values), header.metadata);
    }

    private record Header(Entry entry, Map<String, String> metadata) {}

    private static Header header(String name, byte[] json) {
        Map<?, ?> header = Json.read(json, Map.class);
        require(
                header.size() == 2 && header.containsKey(METADATA) && header.containsKey(name),
                "its header describes " + header.keySet() + ", not '" + name + "' with metadata");
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<?, ?> given = Json.read(Json.write(present(header, METADATA)), Map.class);
        given.forEach((key, value) -> metadata.put(String.valueOf(key), String.valueOf(value)));
        return new Header(Json.read(Json.write(present(header, name)), Entry.class), metadata);
    }

    private static Object present(Map<?, ?> header, String name) {
        Object value = header.get(name);
        if (value == null) {
            throw new MalformedException("its header has no " + name);
        }
        return value;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedException(otherwise);
        }
    }

    /** Why bytes are no such document; never leaves this class. */
    private static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
