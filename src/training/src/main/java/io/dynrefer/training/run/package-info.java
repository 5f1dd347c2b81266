/** The folder a training writes: checkpoints, metrics, the plot of the losses. */
@NullMarked
package io.dynrefer.training.run;

import org.jspecify.annotations.NullMarked;
