package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.training.samples.Seeds;
import java.util.Random;

/** The weights that a box head starts with: seeded random numbers by the tensors' names. */
final class NewBoxHead implements WeightSource, AutoCloseable {
    private static final double LAST_DEVIATION = 0.01;
    private static final float RARE = -4.6f; // of a hundred cells one has a box
    private static final float USUAL_REACH = 0.7f; // logarithm of two cells

    private final long seed;
    private final NDManager manager = Inference.newManager();

    NewBoxHead(long seed) {
        this.seed = seed;
    }

    @Override
    public boolean contains(String name) {
        return true;
    }

    @Override
    public Shape shape(String name) {
        throw new UnsupportedOperationException("a new head has the shapes that it is asked for: " + name);
    }

    @Override
    public NDArray array(String name, Shape expected) {
        float[] values = new float[(int) expected.size()];
        Random random = new Random(Seeds.of(seed, name, 0));
        double deviation = deviation(name, expected);
        float constant = constant(name);
        for (int i = 0; i < values.length; i++) {
            values[i] = constant + (float) (deviation * random.nextGaussian());
        }
        if (name.equals("last.bias")) {
            values[0] = RARE;
        }
        NDArray array = manager.create(values, expected);
        NDScope.unregister(array);
        return array;
    }

    private static float constant(String name) {
        return name.endsWith("norm.weight") ? 1 : name.equals("reach_bias") ? USUAL_REACH : 0;
    }

    /** He's for convolutions; what is no convolution's weight starts as a constant. */
    private static double deviation(String name, Shape shape) {
        if (name.equals("last.weight")) {
            return LAST_DEVIATION;
        }
        boolean convolution = name.endsWith("conv.weight");
        return convolution ? Math.sqrt(2.0 / (shape.get(1) * shape.get(2) * shape.get(3))) : 0;
    }

    @Override
    public Matrix matrix(String name, Shape expected) {
        return Matrix.of(array(name, expected));
    }

    @Override
    public void close() {
        manager.close();
    }
}
