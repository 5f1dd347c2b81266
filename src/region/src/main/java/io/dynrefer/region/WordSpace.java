package io.dynrefer.region;

import java.util.List;
import java.util.Optional;

/**
 * Regions and words as directions of one space: the smaller the angle, the better the words fit. What a vector is
 * depends on the weights; vectors of other weights mean nothing to it. Safe for use by several threads.
 */
public interface WordSpace {
    /** How many numbers a vector has. */
    int width();

    /**
     * One vector of length 1 per region, in order.
     *
     * @param categories the regions as they are represented for {@link Task#CATEGORY}
     * @param attributes the same regions for {@link Task#ATTRIBUTES}
     */
    List<float[]> regions(List<RegionRepresentation> categories, List<RegionRepresentation> attributes);

    /**
     * The direction of what is a thing and has attributes, of length 1. The cosine with a region's vector grows with
     * the sum of the logarithms of the odds that the category is right and that each attribute is.
     *
     * @param thing the name of a category; empty: of any
     * @param attributes none to many; at least one where there is no thing
     */
    float[] words(Optional<String> thing, List<Attribute> attributes);
}
