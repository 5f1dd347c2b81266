/** Photo composites: cut-outs of real photos on photo backgrounds, with captions that need the surroundings. */
@NullMarked
package io.dynrefer.research.scenes.composites;

import org.jspecify.annotations.NullMarked;
