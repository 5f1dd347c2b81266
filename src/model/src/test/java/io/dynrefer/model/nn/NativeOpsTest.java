package io.dynrefer.model.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NativeOpsTest {
    private static final long SEED = 20240516;
    private final Random random = new Random(SEED);
    private final NativeOps plain = new PlainOps();

    @Test
    void instance_isTheEnginesOwnOperators() {
        assertThat(NativeOps.instance()).isInstanceOf(TorchScriptOps.class);
    }

    @Test
    void attention_equalsPlainOperations_withAndWithoutBias() {
        Inference.call(manager -> {
            for (int[] size : new int[][] {{1, 1, 1, 1, 4}, {2, 3, 5, 7, 8}, {3, 4, 17, 17, 16}, {1, 2, 1, 9, 88}}) {
                NDArray query = normal(manager, size[0], size[1], size[2], size[4]);
                NDArray key = normal(manager, size[0], size[1], size[3], size[4]);
                NDArray value = normal(manager, size[0], size[1], size[3], size[4]);
                NDArray bias = normal(manager, 1, size[1], size[2], size[3]);
                assertClose(
                        NativeOps.instance().attention(query, key, value, null),
                        plain.attention(query, key, value, null),
                        2e-5f);
                assertClose(
                        NativeOps.instance().attention(query, key, value, bias),
                        plain.attention(query, key, value, bias),
                        2e-5f);
            }
            return null;
        });
    }

    @Test
    void bf16Product_isCloseToTheExactOne_inBothForms() {
        Inference.call(manager -> {
            for (int[] size : new int[][] {{1, 1, 1}, {3, 8, 5}, {7, 64, 33}, {16, 256, 128}}) {
                NDArray input = normal(manager, size[0], size[1]);
                NDArray weight = normal(manager, size[2], size[1]);
                NDArray bias = normal(manager, size[2]);
                NDArray exact = Matrix.of(weight).product(input, bias);
                // Two roundings of 2^-9 each per term, adding up like a random walk.
                float tolerance = (float) (0.03 * Math.sqrt(size[1]));
                assertClose(NativeOps.instance().roundToBf16(weight).product(input, bias), exact, tolerance);
                assertClose(plain.roundToBf16(weight).product(input, bias), exact, tolerance);
            }
            return null;
        });
    }

    @Test
    void bf16OfBytes_equalsRounding_inBothForms() {
        Inference.call(manager -> {
            NDArray weight = normal(manager, 6, 10);
            NDArray input = normal(manager, 4, 10);
            NDArray bytes = manager.create(bf16Bytes(weight.toFloatArray()), new Shape(6, 20), DataType.UINT8);
            NDArray expected = NativeOps.instance().roundToBf16(weight).product(input, null);
            assertClose(NativeOps.instance().bf16OfBytes(bytes).product(input, null), expected, 0f);
            NDArray expectedPlain = plain.roundToBf16(weight).product(input, null);
            assertClose(plain.bf16OfBytes(bytes).product(input, null), expectedPlain, 0f);
            return null;
        });
    }

    private NDArray normal(NDManager manager, long... shape) {
        Shape sizes = new Shape(shape);
        float[] values = new float[(int) sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, sizes);
    }

    private static ByteBuffer bf16Bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(Bf16.ofFloat(value));
        }
        return bytes.flip().order(ByteOrder.nativeOrder());
    }

    private static void assertClose(NDArray actual, NDArray expected, float tolerance) {
        assertThat(actual.getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        float[] wanted = expected.toFloatArray();
        float[] values = actual.toFloatArray();
        for (int i = 0; i < wanted.length; i++) {
            assertThat(values[i])
                    .as("seed %d, entry %d of %s", SEED, i, actual.getShape())
                    .isCloseTo(wanted[i], Offset.offset(tolerance));
        }
    }
}
