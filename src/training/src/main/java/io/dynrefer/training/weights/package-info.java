/** Weights that learn: trainable copies, low-rank adapters, and what training leaves behind as a model folder. */
@NullMarked
package io.dynrefer.training.weights;

import org.jspecify.annotations.NullMarked;
