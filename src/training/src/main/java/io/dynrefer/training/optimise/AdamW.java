package io.dynrefer.training.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.dynrefer.model.nn.Inference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * AdamW (Loshchilov and Hutter 2019) as PyTorch computes it, after clipping the gradients to a global norm.
 *
 * <p>Biases, norms and one-dimensional tensors do not decay (METHOD 5). The engine's fused update adds epsilon before
 * the bias correction, PyTorch after it; multiplying epsilon by the correction makes them the same. Not thread-safe.
 */
public final class AdamW implements AutoCloseable {
    /** Added to the norm that gradients are divided by, as PyTorch does. */
    private static final double NORM_EPSILON = 1e-6;

    private final Settings settings;
    private final NDManager manager = Inference.newManager();
    private final List<Slot> slots = new ArrayList<>();
    private long updates;

    /**
     * What the update depends on besides the gradients.
     *
     * @param beta1 share of the old mean kept
     * @param beta2 share of the old mean square kept
     * @param epsilon added to the root of the mean square
     * @param weightDecay share of a weight lost per step and unit of learning rate
     * @param maxNorm norm of all gradients together beyond which they are scaled down
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay, double maxNorm) {
        /** The paper's, with PyTorch's epsilon; gradients clipped to a norm of 1. */
        public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-8, 0.05, 1);
    }

    /** A weight with its running mean and mean square, all of the same shape. */
    private record Slot(String name, NDArray weight, NDArray mean, NDArray variance, float decay, double pace) {}

    /**
     * @param weights by name; their order is the order of updates
     * @param paces the part of the learning rate that a weight learns with, by its name
     */
    public AdamW(Map<String, NDArray> weights, Settings settings, ToDoubleFunction<String> paces) {
        this.settings = settings;
        weights.forEach((name, weight) -> {
            NDArray mean = kept(manager.zeros(weight.getShape()));
            NDArray variance = kept(manager.zeros(weight.getShape()));
            float decay = decays(name, weight) ? (float) settings.weightDecay() : 0;
            slots.add(new Slot(name, weight, mean, variance, decay, paces.applyAsDouble(name)));
        });
    }

    private static NDArray kept(NDArray array) {
        NDScope.unregister(array);
        return array;
    }

    /** Whether a weight decays: matrices and the like that are neither bias nor norm. */
    static boolean decays(String name, NDArray weight) {
        String lower = name.toLowerCase(Locale.ROOT);
        return weight.getShape().dimension() > 1 && !lower.contains("bias") && !lower.contains("norm");
    }

    /**
     * Updates every weight by its gradient and clears the gradient.
     *
     * @param learningRate of this step
     * @param passes how many passes added to the gradients; their mean counts
     * @return the norm of all gradients together, before clipping
     */
    public double step(double learningRate, int passes) {
        return Inference.call(ignored -> {
            List<NDArray> gradients =
                    slots.stream().map(slot -> slot.weight().getGradient()).toList();
            double norm = norm(gradients) / passes;
            double clip = Math.min(1, settings.maxNorm() / (norm + NORM_EPSILON));
            updates++;
            for (int i = 0; i < slots.size(); i++) {
                update(
                        slots.get(i),
                        gradients.get(i),
                        learningRate * slots.get(i).pace(),
                        (float) (clip / passes));
            }
            return norm;
        });
    }

    private static double norm(List<NDArray> gradients) {
        double squares = 0;
        for (NDArray gradient : gradients) {
            squares += gradient.square().sum().getFloat();
        }
        return Math.sqrt(squares);
    }

    private void update(Slot slot, NDArray gradient, double learningRate, float factor) {
        double correction1 = 1 - Math.pow(settings.beta1(), updates);
        double correction2 = Math.sqrt(1 - Math.pow(settings.beta2(), updates));
        slot.weight()
                .getNDArrayInternal()
                .adamUpdate(
                        new NDList(slot.weight(), gradient, slot.mean(), slot.variance()),
                        new NDList(slot.weight()),
                        (float) learningRate,
                        (float) (learningRate * correction2 / correction1),
                        slot.decay(),
                        factor,
                        -1f,
                        (float) settings.beta1(),
                        (float) settings.beta2(),
                        (float) (settings.epsilon() * correction2),
                        true,
                        true);
    }

    /** What the updates depend on besides the gradients. */
    public Settings settings() {
        return settings;
    }

    /** Updates made so far. */
    public long updates() {
        return updates;
    }

    /** Goes on after this many updates; the moments are {@link #moments}, to be filled by the caller. */
    public void resume(long updates) {
        this.updates = updates;
    }

    /** Running means and mean squares by {@code mean/<name>} and {@code variance/<name>}. */
    public Map<String, NDArray> moments() {
        Map<String, NDArray> moments = new LinkedHashMap<>();
        for (Slot slot : slots) {
            moments.put("mean/" + slot.name(), slot.mean());
            moments.put("variance/" + slot.name(), slot.variance());
        }
        return moments;
    }

    /** Arrays that live as long as this; grows only if something leaks. */
    public int managedArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
