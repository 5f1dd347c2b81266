package io.dynrefer.model.init;

import io.dynrefer.model.weights.TensorSpec;

/**
 * Random tensors as training starts with them.
 *
 * <p>Norms pass everything, biases add nothing, the alignment moves and weighs nothing (METHOD 3.3), T5's parts are as
 * T5 starts; every other matrix keeps the size of the numbers it reads. BERT's deviation of 0.02 would halve them in
 * layers this narrow, and MiniLM's embeddings have length one: with both, texts start too faint for the heads to tell
 * apart, and what they learn then fits less of what they have not seen.
 */
final class TrainingStart {
    private static final double SMALL = 0.02;

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
        if (name.startsWith("t5_") || name.equals("attr_t") || name.equals("attr_b")) {
            return random;
        }
        boolean readsTexts = name.endsWith("_text_proj.weight"); // of length one
        return new RandomTensor(spec, 0, readsTexts ? 1 : 1 / Math.sqrt(inputs(spec)));
    }

    private static boolean isNorm(String name) {
        return name.contains("LayerNorm.") || name.contains("layer_norm.") || name.startsWith("ln_vision.");
    }

    /** Numbers that each number of the result is a sum over. */
    private static double inputs(TensorSpec spec) {
        return (double) spec.elements() / spec.shape().get(0);
    }
}
