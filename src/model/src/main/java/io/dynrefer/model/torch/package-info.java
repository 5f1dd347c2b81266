/** Reads PyTorch checkpoints, without Python and without running what they contain. */
@NullMarked
package io.dynrefer.model.torch;

import org.jspecify.annotations.NullMarked;
