/**
 * A small software renderer: triangles with textures, a shadow map and an exact record of which object is seen at which
 * pixel.
 */
@NullMarked
package io.dynrefer.research.scenes.rooms.render;

import org.jspecify.annotations.NullMarked;
