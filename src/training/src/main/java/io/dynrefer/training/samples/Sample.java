package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;

/**
 * A region to learn from.
 *
 * @param source its data set's number
 * @param number its place among the regions of the source, image by image
 * @param image the image it is in
 * @param region what is known of it; has a caption
 */
public record Sample(int source, int number, AnnotatedImage image, AnnotatedRegion region) {}
