package io.dynrefer.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.region.DynReferException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Low-rank adapters (LoRA) of the language model's frozen matrices: {@code W + alpha / rank · up · down}, with
 * {@code up} zero at the start, so that training begins with the model as it was.
 *
 * @param rank inner size of the product, at least 1
 * @param alpha strength of the product, above 0
 * @param seed of the start values
 */
public record LowRank(int rank, double alpha, long seed) {
    private static final String BLOCKS = "t5_model.";
    private static final String DOWN = ".lora_A.weight";
    private static final String UP = ".lora_B.weight";
    private static final String WEIGHT = ".weight";

    public LowRank {
        if (rank < 1 || !(alpha > 0)) {
            throw DynReferException.invalid(
                    "lora",
                    "lora needs a rank of at least 1 and an alpha above 0, not " + rank + " and " + alpha + ".");
        }
    }

    /** Whether a matrix gets an adapter: those of the language model's blocks, not its head. */
    boolean adapts(String name) {
        return name.startsWith(BLOCKS) && name.contains(".block.");
    }

    /** The name of the adapter's matrix (rank, inputs), as the PEFT library has it. */
    static String downName(String weight) {
        return stem(weight) + DOWN;
    }

    /** The name of the adapter's matrix (outputs, rank). */
    static String upName(String weight) {
        return stem(weight) + UP;
    }

    /** Whether the tensor is part of an adapter. */
    static boolean isAdapter(String name) {
        return name.endsWith(DOWN) || name.endsWith(UP);
    }

    private static String stem(String weight) {
        return weight.substring(0, weight.length() - WEIGHT.length());
    }

    /** Uniform in ±1/√inputs: (rank, inputs). */
    NDArray initialDown(NDManager manager, String name, Shape weight) {
        long inputs = weight.get(1);
        Random random = new Random(seed ^ name.hashCode());
        float bound = (float) (1 / Math.sqrt(inputs));
        float[] values = new float[Math.toIntExact(rank * inputs)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (2 * random.nextFloat() - 1) * bound;
        }
        return manager.create(values, new Shape(rank, inputs));
    }

    /** Zeros (outputs, rank). */
    NDArray initialUp(NDManager manager, Shape weight) {
        return manager.zeros(new Shape(weight.get(0), rank));
    }

    /** A frozen matrix with its adapter. */
    Matrix matrix(Matrix frozen, NDArray down, NDArray up) {
        return new Adapted(frozen, Matrix.of(down), Matrix.of(up), scale());
    }

    /** What the adapter adds to its weight: (outputs, inputs). */
    NDArray merged(NDArray weight, NDArray down, NDArray up) {
        return Numbers.times(up.matMul(down), scale()).add(weight);
    }

    private double scale() {
        return alpha / rank;
    }

    private record Adapted(Matrix frozen, Matrix down, Matrix up, double scale) implements Matrix {
        @Override
        public NDArray product(NDArray input, @Nullable NDArray bias) {
            NDArray adapted = Numbers.times(up.product(down.product(input, null), null), scale); // (…, outputs)
            return frozen.product(input, bias).add(adapted);
        }
    }
}
