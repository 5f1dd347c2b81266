/** The box head: where things are in a whole photo, by the frozen maps of the image encoder. */
@NullMarked
package io.dynrefer.model.proposals;

import org.jspecify.annotations.NullMarked;
