/** Teaches a model somebody's own categories: on top of what it knows, from cached features, in minutes. */
@NullMarked
package io.dynrefer.training.own;

import org.jspecify.annotations.NullMarked;
