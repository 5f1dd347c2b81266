/**
 * Comparisons with the released research code: read a folder of fixtures (see {@code src/testing/golden}), run ours,
 * report every array. The tests and {@code dynrefer check-parity} call the same code. Names, sizes and counts come from
 * the files, so another folder of the same format works too.
 */
@NullMarked
package io.dynrefer.research.parity;

import org.jspecify.annotations.NullMarked;
