package io.dynrefer.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import io.dynrefer.testing.Golden;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The layers that answer requests can be trained as they are: gradients reach every weight, with the right values. */
class GradientTest {
    private static final long SEED = 77;
    private static final float STEP = 2e-3f;

    /** Copies of the weights that record gradients, by name. */
    private static final class TrainableWeights implements WeightSource {
        private final CheckpointWeights source;
        private final NDManager manager;
        private final Map<String, NDArray> copies = new TreeMap<>();

        TrainableWeights(CheckpointWeights source, NDManager manager) {
            this.source = source;
            this.manager = manager;
        }

        @Override
        public boolean contains(String name) {
            return source.contains(name);
        }

        @Override
        public Shape shape(String name) {
            return source.shape(name);
        }

        @Override
        public NDArray array(String name, Shape expected) {
            NDArray copy = source.array(name, expected).duplicate();
            copy.attach(manager);
            copy.setRequiresGradient(true);
            copies.put(name, copy);
            return copy;
        }

        @Override
        public Matrix matrix(String name, Shape expected) {
            return Matrix.of(array(name, expected));
        }
    }

    @Test
    void gradients_reachEveryWeight_andPredictTheLoss() {
        Preset preset = Preset.read(Golden.path("model-tiny/config.json"));
        try (CheckpointWeights source =
                        new CheckpointWeights(Checkpoint.open(Golden.path("model-tiny")), Precision.FP32);
                NDManager manager = Inference.newManager()) {
            TrainableWeights trainable = new TrainableWeights(source, manager);
            Network network = new Network(Weights.of(trainable), preset, manager);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(network.loss());
            }
            assertThat(trainable.copies).hasSizeGreaterThan(50);
            trainable.copies.forEach((name, weight) -> compare(network, name, weight));
        }
    }

    /** Compares the gradient with the difference of the loss along a random direction. */
    private static void compare(Network network, String name, NDArray weight) {
        float[] gradient = weight.getGradient().toFloatArray();
        float[] values = weight.toFloatArray();
        float[] direction = new float[values.length];
        Random random = new Random(SEED + name.hashCode());
        double predicted = 0;
        double length = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextBoolean() ? STEP : -STEP;
            predicted += 2.0 * direction[i] * gradient[i];
            length += Math.pow(2.0 * STEP * gradient[i], 2);
        }
        double measured =
                network.lossWith(weight, values, direction, 1) - network.lossWith(weight, values, direction, -1);
        set(weight, values);
        assertThat(measured)
                .as("seed %d, %s", SEED, name)
                .isCloseTo(predicted, Offset.offset(0.1 * Math.sqrt(length) + 2e-3));
    }

    private static void set(NDArray weight, float[] values) {
        Inference.call(manager -> {
            weight.set(values);
            return true;
        });
    }

    private static final class Network {
        private final DynReferNetwork network;
        private final NDArray views; // (regions * views, tokens, width)
        private final NDArray texts; // (texts, text width)
        private final NDArray target; // (regions, texts)
        private final List<Box> boxes;

        Network(Weights weights, Preset preset, NDManager manager) {
            this.network = new DynReferNetwork(weights, preset);
            network.open(DynReferNetwork.Part.REGION_ENCODER);
            network.open(DynReferNetwork.Part.CONTRAST_HEAD);
            int count = preset.viewCount();
            this.views = normal(
                    manager, count, preset.tokens(), preset.imageEncoder().width());
            this.texts = normal(manager, 4, preset.textEncoder().outputWidth());
            this.target = normal(manager, 1, 4);
            double size = preset.imageSize();
            this.boxes = Collections.nCopies(count, new Box(size / 9, size / 7, size / 1.3, size / 1.2));
        }

        NDArray loss() {
            NDArray regions = network.represent(network.cut(views, boxes));
            NDArray logits = network.attributes(regions, texts); // (1, texts)
            return logits.mul(target).sum();
        }

        double lossWith(NDArray weight, float[] values, float[] direction, int sign) {
            float[] moved = values.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += sign * direction[i];
            }
            set(weight, moved);
            return Inference.call(manager -> loss().getFloat());
        }

        private static NDArray normal(NDManager manager, long... shape) {
            Shape sizes = new Shape(shape);
            Random random = new Random(SEED);
            float[] values = new float[(int) sizes.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return manager.create(values, sizes);
        }
    }
}
