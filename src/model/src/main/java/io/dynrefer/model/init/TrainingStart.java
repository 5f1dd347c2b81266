package io.dynrefer.model.init;

import io.dynrefer.safetensors.TensorSpec;

/**
 * Random tensors as training starts with them, so that regions differ from one another from the first step on.
 *
 * <p>Norms pass everything, biases add nothing, the alignment moves and weighs nothing (METHOD 3.3), T5's parts are as
 * T5 starts; most other matrices keep the size of the numbers they read. Two places need more than that. With BERT's
 * deviation of 0.02, x_v says the same about every region in layers this narrow, and texts, whose embeddings have
 * length one, are too faint for the heads to tell apart. And queries that read the same average of a region's cells
 * leave the heads nothing to choose from: the Q-Former's feed-forward layers, where each query has few units of its own
 * switched on, give every query a view of its own. The released Q-Former has both from BLIP-2.
 */
final class TrainingStart {
    private static final double SMALL = 0.02;
    private static final String QUERIES = "Qformer.";

    /** Of units of the Q-Former's feed-forward layers: their inputs' deviation is {@link #UNIT_GAIN}. */
    private static final double UNIT_BIAS = -4;

    private static final double UNIT_GAIN = 3;

    /** Few units are on, so their sum is small. */
    private static final double UNITS_GAIN = 12;

    /** The average over a region's cells has lost some of its size. */
    private static final double REGION_GAIN = 1.5;

    /** Of what queries read from one another, which would make them alike. */
    private static final double EXCHANGE_GAIN = 0.3;

    /** Of the halves that ReLU lets pass. */
    private static final double RELU_GAIN = Math.sqrt(2);

    private TrainingStart() {}

    /** The tensor as training starts with it; {@code random} is what a network that nobody trains has. */
    static RandomTensor of(RandomTensor random) {
        TensorSpec spec = random.spec();
        String name = spec.name();
        if (isNorm(name)) {
            return new RandomTensor(spec, name.endsWith(".weight") ? 1 : 0, 0);
        }
        if (name.endsWith(".bias") || name.startsWith("cvem_align.offset_mask.") || name.equals("cem_memory")) {
            return new RandomTensor(spec, name.endsWith(".intermediate_query.dense.bias") ? UNIT_BIAS : 0, 0);
        }
        if (name.equals("t5_model.lm_head.weight") || name.equals("query_tokens")) {
            return new RandomTensor(spec, 0, SMALL);
        }
        if (name.startsWith("t5_") || name.startsWith("lexical.") || name.equals("attr_t") || name.equals("attr_b")) {
            return random;
        }
        return new RandomTensor(spec, 0, gain(name) / Math.sqrt(inputs(spec)));
    }

    /** How much larger than what it reads a matrix makes its output. */
    private static double gain(String name) {
        if (name.equals("cvem_mlp.2.weight")) {
            return RELU_GAIN;
        }
        if (!name.startsWith(QUERIES)) {
            return 1;
        }
        if (name.endsWith(".intermediate_query.dense.weight")) {
            return UNIT_GAIN;
        }
        if (name.endsWith(".output_query.dense.weight")) {
            return UNITS_GAIN;
        }
        if (name.endsWith(".crossattention.output.dense.weight")) {
            return REGION_GAIN;
        }
        return name.endsWith(".attention.output.dense.weight") ? EXCHANGE_GAIN : 1;
    }

    private static boolean isNorm(String name) {
        return name.contains("LayerNorm.") || name.contains("layer_norm.") || name.startsWith("ln_vision.");
    }

    /** Numbers of deviation one that each number of the result is a sum over. */
    private static double inputs(TensorSpec spec) {
        if (spec.name().endsWith("_text_proj.weight")) {
            return 1; // embeddings have length one
        }
        if (spec.name().equals("cvem_mlp.0.weight")) {
            return spec.shape().get(0); // of the first view alone: aligned views start as nothing
        }
        return (double) spec.elements() / spec.shape().get(0);
    }
}
