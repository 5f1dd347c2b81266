/** What all of the benchmarks' metrics share. */
@NullMarked
package io.dynrefer.evaluation;

import org.jspecify.annotations.NullMarked;
