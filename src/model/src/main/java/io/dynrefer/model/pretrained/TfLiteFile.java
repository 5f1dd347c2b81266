package io.dynrefer.model.pretrained;

import io.dynrefer.model.pretrained.TfLiteConvolution.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The convolutions of a TensorFlow Lite file whose constants are 16-bit floats behind an operator that widens them.
 * Numbers are those of TensorFlow Lite's schema, version 3.
 */
final class TfLiteFile {
    private static final int MODEL_OPERATOR_CODES = 1;
    private static final int MODEL_SUBGRAPHS = 2;
    private static final int MODEL_BUFFERS = 4;
    private static final int GRAPH_TENSORS = 0;
    private static final int GRAPH_OPERATORS = 3;
    private static final int CODE_BYTE = 0;
    private static final int CODE_INTEGER = 3;
    private static final int OPERATOR_CODE = 0;
    private static final int OPERATOR_INPUTS = 1;
    private static final int OPERATOR_OUTPUTS = 2;
    private static final int TENSOR_SHAPE = 0;
    private static final int TENSOR_BUFFER = 2;
    private static final int TENSOR_NAME = 3;
    private static final int BUFFER_DATA = 0;

    private static final int CONVOLUTION = 3;
    private static final int DEPTHWISE_CONVOLUTION = 4;
    private static final int DEQUANTIZE = 6;

    private final FlatTable model;
    private final FlatTable graph;
    private final Map<Integer, Integer> widened = new HashMap<>(); // the tensor that a widened one comes from

    private TfLiteFile(FlatTable model) {
        this.model = model;
        this.graph = model.table(MODEL_SUBGRAPHS, 0);
    }

    /** The convolutions of a file, in the order they run. */
    static List<TfLiteConvolution> convolutions(ByteBuffer bytes) {
        return new TfLiteFile(FlatTable.root(bytes.order(ByteOrder.LITTLE_ENDIAN))).read();
    }

    private List<TfLiteConvolution> read() {
        List<TfLiteConvolution> convolutions = new ArrayList<>();
        for (int i = 0; i < graph.length(GRAPH_OPERATORS); i++) {
            FlatTable operator = graph.table(GRAPH_OPERATORS, i);
            int[] inputs = operator.integers(OPERATOR_INPUTS);
            int output = operator.integers(OPERATOR_OUTPUTS)[0];
            switch (code(operator)) {
                case DEQUANTIZE -> widened.put(output, inputs[0]);
                case CONVOLUTION -> convolutions.add(convolution(Kind.ALL_CHANNELS, inputs, output));
                case DEPTHWISE_CONVOLUTION -> convolutions.add(convolution(Kind.EACH_CHANNEL, inputs, output));
                default -> {
                    // has no weights
                }
            }
        }
        return convolutions;
    }

    private int code(FlatTable operator) {
        FlatTable code = model.table(MODEL_OPERATOR_CODES, operator.integer(OPERATOR_CODE));
        return Math.max(code.unsignedByte(CODE_BYTE), code.integer(CODE_INTEGER));
    }

    private TfLiteConvolution convolution(Kind kind, int[] inputs, int output) {
        String name = graph.table(GRAPH_TENSORS, output).text(TENSOR_NAME);
        return new TfLiteConvolution(name, kind, constant(inputs[1]), constant(inputs[2]));
    }

    private TfLiteTensor constant(int number) {
        Integer source = widened.get(number);
        if (source == null) {
            throw new IllegalArgumentException("tensor " + number + " is no widened constant");
        }
        FlatTable tensor = graph.table(GRAPH_TENSORS, source);
        FlatTable buffer = model.table(MODEL_BUFFERS, tensor.integer(TENSOR_BUFFER));
        List<Integer> shape =
                Arrays.stream(tensor.integers(TENSOR_SHAPE)).boxed().toList();
        return new TfLiteTensor(shape, buffer.bytes(BUFFER_DATA));
    }
}
