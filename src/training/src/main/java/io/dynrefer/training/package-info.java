/**
 * Training (METHOD 5): its configuration, the loop, and what it writes. {@link io.dynrefer.training.Training} is the
 * way in.
 */
@NullMarked
package io.dynrefer.training;

import org.jspecify.annotations.NullMarked;
