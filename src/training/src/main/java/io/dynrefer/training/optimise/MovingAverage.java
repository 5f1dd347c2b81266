package io.dynrefer.training.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Numbers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Weights averaged over the steps, each step counting a little less than the next. Not thread-safe. */
public final class MovingAverage implements AutoCloseable {
    private final NDManager manager = Inference.newManager();
    private final Map<String, NDArray> weights;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();
    private final double decay;

    /**
     * Starts at the weights as they are.
     *
     * @param decay share of the average kept per step, between 0 and 1
     */
    public MovingAverage(Map<String, NDArray> weights, double decay) {
        this.weights = weights;
        this.decay = decay;
        Inference.call(ignored -> {
            weights.forEach((name, weight) -> {
                NDArray average = weight.duplicate();
                NDScope.unregister(average);
                average.attach(manager);
                averages.put(name, average);
            });
            return true;
        });
    }

    /** Takes the weights of a step in. */
    public void update() {
        Inference.call(ignored -> {
            averages.forEach((name, average) -> {
                NDArray difference = weight(name).sub(average);
                average.addi(Numbers.times(difference, 1 - decay));
            });
            return true;
        });
    }

    private NDArray weight(String name) {
        return Objects.requireNonNull(weights.get(name));
    }

    /** The averages by the weights' names. */
    public Map<String, NDArray> averages() {
        return Collections.unmodifiableMap(averages);
    }

    @Override
    public void close() {
        manager.close();
    }
}
