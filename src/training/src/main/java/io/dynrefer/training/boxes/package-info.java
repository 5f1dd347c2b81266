/** Trains the head that proposes boxes, on the maps of a frozen image encoder. */
@NullMarked
package io.dynrefer.training.boxes;

import org.jspecify.annotations.NullMarked;
