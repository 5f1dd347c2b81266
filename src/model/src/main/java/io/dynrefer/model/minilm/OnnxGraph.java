package io.dynrefer.model.minilm;

import io.dynrefer.model.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The constants of an ONNX file, by name; and where a matrix has only a number for a name, by the place of the product
 * that reads it.
 */
final class OnnxGraph {
    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int CONSTANT = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OPERATOR = 4;
    private static final String QUANTIZED = "_quantized";
    private static final String PRODUCT_SUFFIX = "/MatMul_output_0_output_quantized";

    private final Map<String, OnnxTensor> constants = new HashMap<>();
    private final Map<String, String> matrixOfProduct = new HashMap<>();

    private OnnxGraph() {}

    /** Reads a ModelProto. */
    static OnnxGraph read(ByteBuffer file) {
        OnnxGraph graph = new OnnxGraph();
        ProtoReader model = new ProtoReader(file);
        for (int field = model.nextField(); field != 0; field = model.nextField()) {
            if (field == GRAPH) {
                graph.readGraph(model.message());
            } else {
                model.skip();
            }
        }
        return graph;
    }

    private void readGraph(ProtoReader message) {
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case NODE -> readNode(message.message());
                case CONSTANT -> {
                    OnnxTensor tensor = OnnxTensor.read(message.message());
                    constants.put(tensor.name(), tensor);
                }
                default -> message.skip();
            }
        }
    }

    private void readNode(ProtoReader message) {
        List<String> inputs = new ArrayList<>();
        String output = "";
        String operator = "";
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case NODE_INPUT -> inputs.add(message.text());
                case NODE_OUTPUT -> output = message.text();
                case NODE_OPERATOR -> operator = message.text();
                default -> message.skip();
            }
        }
        if (operator.equals("MatMulInteger") && output.endsWith(PRODUCT_SUFFIX)) {
            String place = output.substring(1, output.length() - PRODUCT_SUFFIX.length());
            String matrix = inputs.get(1);
            matrixOfProduct.put(place.replace('/', '.'), matrix.substring(0, matrix.length() - QUANTIZED.length()));
        }
    }

    /** The constant called {@code name}, quantised or not; none if there is no such constant. */
    @Nullable
    OnnxValues find(String name) {
        OnnxTensor plain = constants.get(name);
        if (plain != null) {
            return new OnnxValues(plain, null, null);
        }
        OnnxTensor quantized = constants.get(name + QUANTIZED);
        return quantized == null
                ? null
                : new OnnxValues(quantized, constants.get(name + "_scale"), constants.get(name + "_zero_point"));
    }

    /** The matrix (inputs, outputs) that the product at {@code place}, a path with dots, multiplies by. */
    @Nullable
    OnnxValues findMatrix(String place) {
        String name = matrixOfProduct.get(place);
        return name == null ? null : find(name);
    }
}
