/** Photo composites: cut-outs of real photos on photo backgrounds, with captions that need the surroundings. */
@NullMarked
package io.dynrefer.data.composites;

import org.jspecify.annotations.NullMarked;
