package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.pretrained.EfficientNetSource;
import io.dynrefer.model.pretrained.StoredWeights;
import io.dynrefer.model.vision.InvertedResidualNetwork;
import io.dynrefer.model.vision.PixelBatch;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import io.dynrefer.safetensors.SafeTensorsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A pretrained convolutional network, read from its checkpoint {@code network.pth}, against the code of the package
 * efficientnet-lite-pytorch on one view: of each stage's map the mean, deviation and corners of every channel, then the
 * pooled features and the classifier's answers.
 */
final class EncoderParity implements ParityCheck {
    private static final String SIZES = "encoder.json";
    private static final String CHECKPOINT = "network.pth";
    private static final double TOLERANCE = 2e-4;

    /** Mean, deviation, four corners. */
    private static final int FIGURES = 6;

    @Override
    public boolean applies(Path folder) {
        return Files.exists(folder.resolve(SIZES));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        InvertedResidualSizes sizes = sizes(folder.resolve(SIZES));
        Path checkpoint = folder.resolve(CHECKPOINT);
        if (!Files.exists(checkpoint)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    CHECKPOINT,
                    folder + " has no " + CHECKPOINT + ": copy it from the package " + sizes.pretrained() + ".");
        }
        SafeTensorsDocument expected = SafeTensorsDocument.read(folder.resolve("expected.safetensors"));
        try (StoredWeights weights = new StoredWeights(EfficientNetSource.read(checkpoint))) {
            Inference.call(manager -> {
                compare(manager, Weights.of(weights).at("visual_encoder"), sizes, expected, report);
                return null;
            });
        }
    }

    private static InvertedResidualSizes sizes(Path file) {
        try {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .readValue(file.toFile(), InvertedResidualSizes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static void compare(
            NDManager manager,
            Weights weights,
            InvertedResidualSizes sizes,
            SafeTensorsDocument expected,
            ParityReport report) {
        InvertedResidualNetwork network = new InvertedResidualNetwork(weights, sizes);
        NDArray pixels = PixelBatch.of(manager, List.of(view(expected)), network::normalize); // (1, 3, size, size)
        compare("", network.forward(pixels), weights, sizes, expected, report);
        int size = Math.toIntExact(pixels.getShape().get(2));
        compare("fused/", network.fused(size).apply(pixels), weights, sizes, expected, report);
    }

    private static void compare(
            String way,
            InvertedResidualNetwork.Maps maps,
            Weights weights,
            InvertedResidualSizes sizes,
            SafeTensorsDocument expected,
            ParityReport report) {
        for (int i = 0; i < maps.stages().size(); i++) {
            String name = "stages." + i;
            report.floats(
                    way + name, expected.floats(name), figures(maps.stages().get(i)), TOLERANCE, TOLERANCE);
        }
        NDArray pooled = maps.features().reshape(1, sizes.features(), -1).mean(new int[] {2}); // (1, features)
        report.floats(way + "features", expected.floats("features"), pooled.toFloatArray(), TOLERANCE, TOLERANCE);
        float[] logits = weights.linear("classifier", sizes.classes(), sizes.features())
                .forward(pooled) // (1, classes)
                .toFloatArray();
        report.floats(way + "logits", expected.floats("logits"), logits, TOLERANCE, TOLERANCE);
    }

    private static RgbImage view(SafeTensorsDocument expected) {
        int size = (int) expected.shape("pixels")[0];
        return new RgbImage(new ImageSize(size, size), expected.bytes("pixels"));
    }

    /** (1, channels, h, w) to channels * 6. */
    private static float[] figures(NDArray map) {
        int channels = (int) map.getShape().get(1);
        int side = (int) map.getShape().get(2);
        int cells = side * side;
        float[] values = map.toFloatArray();
        float[] figures = new float[channels * FIGURES];
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            double squares = 0;
            for (int cell = channel * cells; cell < (channel + 1) * cells; cell++) {
                sum += values[cell];
                squares += (double) values[cell] * values[cell];
            }
            double mean = sum / cells;
            int at = channel * FIGURES;
            figures[at] = (float) mean;
            figures[at + 1] = (float) Math.sqrt(Math.max(squares / cells - mean * mean, 0));
            int[] corners = {0, side - 1, cells - side, cells - 1};
            for (int i = 0; i < corners.length; i++) {
                figures[at + 2 + i] = values[channel * cells + corners[i]];
            }
        }
        return figures;
    }
}
