package io.dynrefer.region;

import java.util.Optional;

/**
 * An opened model as the steps see it. Encoders and decoders are safe for use by several threads; one that was not
 * loaded is an {@link IllegalStateException} that names it.
 */
public interface RegionModel {
    /** What the weights are. */
    ModelCard card();

    /** Identity of weights and precision, as in the keys of representations and answers. */
    String id();

    ImageEncoder imageEncoder();

    RegionEncoder regionEncoder();

    TagDecoder tagDecoder();

    ContrastiveDecoder contrastiveDecoder();

    CaptionDecoder captionDecoder();

    /** What finds the boxes of things; empty for weights without a box head. */
    Optional<BoxProposer> boxProposer();
}
