/** Comparisons of the benchmarks' metrics with what the research code's evaluators print. */
@NullMarked
package io.dynrefer.parity.evaluation;

import org.jspecify.annotations.NullMarked;
