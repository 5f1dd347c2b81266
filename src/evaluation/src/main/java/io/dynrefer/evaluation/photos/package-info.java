/** Imported photos as a benchmark: what a model says of real things, how sure it is, and what it says of background. */
@NullMarked
package io.dynrefer.evaluation.photos;

import org.jspecify.annotations.NullMarked;
