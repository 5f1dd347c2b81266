/** How many things of photos the proposed boxes find. */
@NullMarked
package io.dynrefer.evaluation.boxes;

import org.jspecify.annotations.NullMarked;
