/** Turns released PyTorch checkpoints into a model folder, without Python and without running what they contain. */
@NullMarked
package io.dynrefer.model.convert;

import org.jspecify.annotations.NullMarked;
