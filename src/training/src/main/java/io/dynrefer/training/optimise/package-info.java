/** AdamW with parameter groups, gradient clipping, the learning rate's course, averaged weights. */
@NullMarked
package io.dynrefer.training.optimise;

import org.jspecify.annotations.NullMarked;
