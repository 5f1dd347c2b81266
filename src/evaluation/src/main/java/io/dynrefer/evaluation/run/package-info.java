/** Asking a subject about every sample of a benchmark: streamed, in batches, resumable, answers kept as JSON lines. */
@NullMarked
package io.dynrefer.evaluation.run;

import org.jspecify.annotations.NullMarked;
