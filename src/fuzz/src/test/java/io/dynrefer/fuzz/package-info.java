/** What reads bytes from outside, fed with bytes that nobody would send in good faith (docs/reliability.md). */
@NullMarked
package io.dynrefer.fuzz;

import org.jspecify.annotations.NullMarked;
