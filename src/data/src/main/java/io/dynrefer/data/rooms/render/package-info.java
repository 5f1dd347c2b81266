/**
 * A small software renderer: triangles with textures, a shadow map and an exact record of which object is seen at which
 * pixel.
 */
@NullMarked
package io.dynrefer.data.rooms.render;

import org.jspecify.annotations.NullMarked;
