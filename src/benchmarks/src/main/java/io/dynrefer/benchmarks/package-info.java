/** JMH benchmarks; each compares ours with a named baseline in the same run (docs/benchmarks.md). */
@NullMarked
package io.dynrefer.benchmarks;

import org.jspecify.annotations.NullMarked;
