package io.dynrefer.research.scenes.rooms.render;

import io.dynrefer.region.Box;

/**
 * What is seen of an object.
 *
 * @param box tightest box around its visible pixels, in pixels of the picture (fractions where an edge lies within one)
 * @param pixels visible area in pixels of the picture
 * @param share visible pixels over all that it covers within the picture, 0 to 1
 */
public record Visibility(Box box, float pixels, float share) {}
