package io.dynrefer.model.pretrained;

import io.dynrefer.model.weights.InvertedResidualSizes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes TensorFlow Lite files with a MobileNetV2 of any size, laid out as the detectors' are: 16-bit constants behind
 * operators that widen them, and a head that nobody wants. The numbers of a constant are a few eighths, of either sign.
 */
public final class TinyTfLite {
    private static final int CONVOLUTION = 3;
    private static final int DEPTHWISE = 4;
    private static final int DEQUANTIZE = 6;
    private static final String NETWORK = "FeatureExtractor/MobilenetV2/";

    private final List<byte[]> tensors = new ArrayList<>();
    private final List<byte[]> operators = new ArrayList<>();
    private final List<byte[]> buffers = new ArrayList<>();

    private TinyTfLite() {}

    /** The file of a network of these sizes. */
    public static byte[] of(InvertedResidualSizes sizes) {
        TinyTfLite file = new TinyTfLite();
        file.convolution(NETWORK + "Conv/Relu6;and/more", CONVOLUTION, sizes.stem(), 3, 3, 3);
        int inputs = sizes.stem();
        int number = 0;
        for (InvertedResidualSizes.Stage stage : sizes.stages()) {
            for (int i = 0; i < stage.repeats(); i++) {
                String block = NETWORK + "expanded_conv" + (number == 0 ? "" : "_" + number);
                int hidden = inputs * stage.expansion();
                if (stage.expansion() > 1) {
                    file.convolution(block + "/expand/Relu6", CONVOLUTION, hidden, 1, 1, inputs);
                }
                file.convolution(block + "/depthwise/Relu6", DEPTHWISE, 1, 3, 3, hidden);
                file.convolution(block + "/project/BatchNorm", CONVOLUTION, stage.channels(), 1, 1, hidden);
                inputs = stage.channels();
                number++;
            }
        }
        file.convolution("BoxPredictor_0/ClassPredictor/BiasAdd", CONVOLUTION, 2, 1, 1, inputs);
        file.convolution(NETWORK + "Conv_1/Relu6", CONVOLUTION, sizes.features(), 1, 1, inputs);
        return file.bytes();
    }

    private void convolution(String name, int code, int... shape) {
        int kernel = widened(shape);
        int bias = widened(code == DEPTHWISE ? shape[3] : shape[0]);
        int input = 0;
        operators.add(operator(code, new int[] {input, kernel, bias}, tensor(name, -1)));
    }

    private int widened(int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        ByteBuffer halves = ByteBuffer.allocate(2 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            halves.putShort(half(i));
        }
        buffers.add(FlatWriter.table(FlatWriter.vector(halves.array(), halves.capacity())));
        int stored = tensor("constant", buffers.size() - 1, shape);
        int result = tensor("constant_dequantize", -1, shape);
        operators.add(operator(DEQUANTIZE, new int[] {stored}, result));
        return result;
    }

    /** The 16-bit float that a constant has at {@code index}. */
    static short half(int index) {
        int eighths = index * 37 % 23 - 11;
        if (eighths == 0) {
            return 0;
        }
        int size = Math.abs(eighths);
        int exponent = 31 - Integer.numberOfLeadingZeros(size);
        int fraction = (size << (10 - exponent)) & 0x3ff;
        int sign = eighths < 0 ? 1 << 15 : 0;
        return (short) (sign | (exponent - 3 + 15) << 10 | fraction);
    }

    private int tensor(String name, int buffer, int... shape) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        tensors.add(FlatWriter.table(
                FlatWriter.vector(FlatWriter.integers(shape), shape.length),
                FlatWriter.ABSENT,
                FlatWriter.integer(Math.max(buffer, 0)),
                FlatWriter.vector(text, text.length)));
        return tensors.size() - 1;
    }

    /** An operator's code is also the index of its entry in the list of codes. */
    private static byte[] operator(int code, int[] inputs, int output) {
        return FlatWriter.table(
                FlatWriter.integer(code),
                FlatWriter.vector(FlatWriter.integers(inputs), inputs.length),
                FlatWriter.vector(FlatWriter.integers(output), 1));
    }

    private byte[] bytes() {
        List<byte[]> codes = new ArrayList<>();
        for (int code = 0; code <= DEQUANTIZE; code++) {
            codes.add(FlatWriter.table(
                    FlatWriter.ABSENT, FlatWriter.ABSENT, FlatWriter.ABSENT, FlatWriter.integer(code)));
        }
        byte[] graph = FlatWriter.table(
                FlatWriter.tables(tensors), FlatWriter.ABSENT, FlatWriter.ABSENT, FlatWriter.tables(operators));
        byte[] model = FlatWriter.table(
                FlatWriter.ABSENT,
                FlatWriter.tables(codes),
                FlatWriter.tables(List.of(graph)),
                FlatWriter.ABSENT,
                FlatWriter.tables(buffers));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] rootOffset = FlatWriter.integers(Integer.BYTES + FlatWriter.start(model));
        file.writeBytes(rootOffset);
        file.writeBytes(model);
        return file.toByteArray();
    }
}
