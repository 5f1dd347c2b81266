package io.dynrefer.region;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
     * How much of a region the model's own words claim: the logarithm of the sum of the exponentials of their
     * calibrated logits. What is left of a thing's logit without it is the logarithm of the thing's probability.
     *
     * @param vectors of regions
     */
    List<Float> claims(List<float[]> vectors);

    /**
     * The direction of what is a thing and has attributes.
     *
     * @param thing the name of a category; empty: of any
     * @param attributes none to many; at least one where there is no thing
     */
    Words words(Optional<String> thing, List<Attribute> attributes);

    /**
     * How sure it is that a region has all of some attributes, for its vector: the sum of the logarithms of their
     * calibrated probabilities, at most 0.
     *
     * @param attributes none to many
     */
    ToDoubleFunction<float[]> certainty(List<Attribute> attributes);

    /**
     * A direction that words stand for.
     *
     * @param direction of length 1
     * @param logits what the calibrated logits of all words together grow by per unit of a region's cosine with it
     */
    record Words(float[] direction, double logits) {}
}
