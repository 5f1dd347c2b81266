package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.safetensors.SafeTensorsException;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * One float matrix as a safetensors document: self-describing, and readable with any safetensors library.
 *
 * @param name the array's name in the document
 * @param matrix {@code (rows, columns)}, F32
 * @param metadata what else a reader should know
 */
record MatrixDocument(String name, FloatMatrix matrix, Map<String, String> metadata) {
    MatrixDocument {
        metadata = Map.copyOf(metadata);
    }

    /** The bytes; a matrix with a NaN or an infinity is refused, so that a fault does not outlive its cause. */
    byte[] bytes() {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.values().get(values);
        requireFinite(values);
        TensorSpec spec = TensorSpec.f32(name, (long) matrix.rows(), (long) matrix.columns());
        return SafeTensorsDocument.write(spec, values, metadata);
    }

    private void requireFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new DynReferException(
                        ErrorCode.INTERNAL,
                        name,
                        "The " + name + " hold " + values[i] + " at position " + i
                                + " and are not stored: check the weights and their precision.");
            }
        }
    }

    /** The document in a stored blob, which must hold an F32 matrix of this name and nothing else. */
    static MatrixDocument parse(BlobKey key, String name, byte[] blob) {
        try {
            SafeTensorsDocument document = SafeTensorsDocument.parse(key.value(), blob);
            return new MatrixDocument(name, matrix(key, name, document), document.metadata());
        } catch (SafeTensorsException e) {
            throw StoredForms.damaged(key, e.reason(), e);
        }
    }

    private static FloatMatrix matrix(BlobKey key, String name, SafeTensorsDocument document) {
        if (!document.names().equals(Set.of(name)) || document.type(name) != TensorType.F32) {
            throw StoredForms.damaged(key, "it holds " + document.names() + ", not '" + name + "' in F32 alone", null);
        }
        long[] shape = document.shape(name);
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
            throw StoredForms.damaged(key, "its shape is " + Arrays.toString(shape) + ", not a matrix's", null);
        }
        float[] values = document.floats(name);
        if (document.dataLength() != values.length * Float.BYTES) {
            throw StoredForms.damaged(
                    key, "it holds " + document.dataLength() + " bytes for " + values.length + " floats", null);
        }
        return new FloatMatrix((int) shape[0], (int) shape[1], values);
    }
}
