package io.dynrefer.region;

/**
 * A box in which a thing is thought to be, whatever thing.
 *
 * @param box in pixels of the image, inside it
 * @param score how sure it is that a thing fills the box, in [0, 1]: it orders the boxes of a photo and is no
 *     probability
 */
public record Proposal(Box box, double score) {
    public Proposal {
        if (!(score >= 0 && score <= 1)) {
            throw DynReferException.invalid("score", "A proposal's score must be in [0, 1], not " + score + ".");
        }
    }
}
