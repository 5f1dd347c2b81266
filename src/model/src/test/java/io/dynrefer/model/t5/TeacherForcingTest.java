package io.dynrefer.model.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.dynrefer.model.GoldenArrays;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TeacherForcingTest {
    /** Copies that record gradients. */
    private record Trainable(WeightSource source, Map<String, NDArray> copies, NDManager manager)
            implements WeightSource {
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
            if (!GoldenArrays.IO.contains("grad.loss_llm." + name)) {
                return source.array(name, expected);
            }
            NDArray copy = source.array(name, expected).duplicate();
            copy.attach(manager);
            copy.setRequiresGradient(true);
            NDScope.unregister(copy);
            copies.put(name, copy);
            return copy;
        }

        @Override
        public Matrix matrix(String name, Shape expected) {
            return Matrix.of(array(name, expected));
        }
    }

    @Test
    void loss_hasTheResearchCodesGradients() {
        try (TinyLanguage language = new TinyLanguage();
                NDManager manager = Inference.newManager()) {
            Trainable trainable = new Trainable(language.source, new HashMap<>(), manager);
            CaptionNetwork network = TinyLanguage.network(trainable);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(loss(manager, network));
            }
            for (String name : new String[] {"cem_memory", "t5_proj.weight", "t5_proj.bias"}) {
                float[] expected = GoldenArrays.IO.floats("grad.loss_llm." + name);
                float[] actual = Objects.requireNonNull(trainable.copies().get(name), name)
                        .getGradient()
                        .toFloatArray();
                assertThat(actual).as(name).hasSameSizeAs(expected);
                double largest = 0;
                for (float value : expected) {
                    largest = Math.max(largest, Math.abs(value));
                }
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) actual[i]).as(name).isCloseTo(expected[i], within(1e-3 * largest + 1e-6));
                }
            }
        }
    }

    private static NDArray loss(NDManager manager, CaptionNetwork network) {
        T5Model.Encoded encoded = TinyLanguage.encode(manager, network);
        NDArray labels = TinyLanguage.ids(manager, "in.labels");
        NDArray ids = TeacherForcing.decoderInput(labels, 0, 0);
        NDArray mask = TinyLanguage.ids(manager, "in.caption_attention_mask");
        return TeacherForcing.loss(network.model().logits(encoded, ids, mask), labels);
    }

    @Test
    void decoderInput_movesLabelsOnByOne() {
        Inference.call(manager -> {
            NDArray labels = manager.create(new long[] {7, 8, 1, 9, 1, -100}, new Shape(2, 3));
            assertThat(TeacherForcing.decoderInput(labels, 5, 4).toLongArray()).containsExactly(5, 7, 8, 5, 9, 1);
            return true;
        });
    }
}
