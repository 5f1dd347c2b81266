/** The network in training: one batch through every decoder, and the three losses. */
@NullMarked
package io.dynrefer.training.network;

import org.jspecify.annotations.NullMarked;
