package io.dynrefer.region;

/**
 * One crop of a region's nested views (METHOD 1).
 *
 * @param t interpolation coefficient in [0, 1]: 0 is the region itself, 1 the whole image
 * @param box {@code region + (image - region) * t}, computed in float32, in pixels of the image
 * @param crop the box clamped to the image and truncated to whole pixels: what is cut out
 * @param regionInView the region's box inside the resized view, in pixels of the view (integral values)
 * @param hammingDistance bits of the perceptual hash that differ from those of the view t = 0; 0 for that view
 * @param hashGain {@code hammingDistance / t}, the image prior's score; 0 for the view t = 0
 */
public record View(double t, Box box, PixelBox crop, Box regionInView, int hammingDistance, double hashGain) {}
