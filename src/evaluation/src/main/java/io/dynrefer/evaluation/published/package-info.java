/** The benchmarks of the paper, on their published files: what is asked, and the report beside the paper's numbers. */
@NullMarked
package io.dynrefer.evaluation.published;

import org.jspecify.annotations.NullMarked;
