/** Part A of the data: rendered rooms with labelled things, from the models of a furniture catalogue. */
@NullMarked
package io.dynrefer.research.scenes.rooms;

import org.jspecify.annotations.NullMarked;
