/** Where things stand: categories, the stock of models of each split, scene types, and the composition of a room. */
@NullMarked
package io.dynrefer.research.scenes.rooms.scene;

import org.jspecify.annotations.NullMarked;
