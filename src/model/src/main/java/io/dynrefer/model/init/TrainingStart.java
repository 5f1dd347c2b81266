package io.dynrefer.model.init;

import io.dynrefer.model.weights.TensorSpec;

/**
 * Random tensors as training starts with them.
 *
 * <p>Norms pass everything, biases add nothing, the alignment moves and weighs nothing (METHOD 3.3), T5's parts are as
 * T5 starts; every other matrix keeps the gain that a deviation of 0.02 has at BERT's width of 768.
 */
final class TrainingStart {
    private static final double SMALL = 0.02;
    private static final double GAIN = SMALL * Math.sqrt(768);

    private TrainingStart() {}

    /** The tensor as training starts with it; {@code random} is what a network that nobody trains has. */
    static RandomTensor of(RandomTensor random) {
        TensorSpec spec = random.spec();
        String name = spec.name();
        if (isNorm(name)) {
            return new RandomTensor(spec, name.endsWith(".weight") ? 1 : 0, 0);
        }
        if (name.endsWith(".bias") || name.startsWith("cvem_align.offset_mask.") || name.equals("cem_memory")) {
            return new RandomTensor(spec, 0, 0);
        }
        if (name.equals("t5_model.lm_head.weight") || name.equals("query_tokens")) {
            return new RandomTensor(spec, 0, SMALL);
        }
        boolean keepsItsOwn = name.startsWith("t5_") || name.equals("attr_t") || name.equals("attr_b");
        return keepsItsOwn ? random : new RandomTensor(spec, 0, GAIN / Math.sqrt(inputs(spec)));
    }

    private static boolean isNorm(String name) {
        return name.contains("LayerNorm.") || name.contains("layer_norm.") || name.startsWith("ln_vision.");
    }

    /** Numbers that each number of the result is a sum over. */
    private static double inputs(TensorSpec spec) {
        return (double) spec.elements() / spec.shape().get(0);
    }
}
