/** Checkpoint files: safetensors reading and writing, presets, the model card, random weights. */
@NullMarked
package io.dynrefer.model.weights;

import org.jspecify.annotations.NullMarked;
