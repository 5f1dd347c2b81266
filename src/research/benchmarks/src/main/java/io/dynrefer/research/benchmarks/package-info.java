/**
 * JMH benchmarks, each comparing ours with a named baseline in the same run, and the memory of an evaluation
 * (docs/benchmarks.md).
 */
@NullMarked
package io.dynrefer.research.benchmarks;

import org.jspecify.annotations.NullMarked;
