package io.dynrefer.region;

import java.util.List;

/** D_tag: which words of the model's tag vocabulary apply. Safe for use by several threads. */
public interface TagDecoder {
    /** The tag vocabulary in the order of the weights. */
    List<String> vocabulary();

    /** One answer per representation: the tags with probability above {@code threshold} in [0, 1]. */
    List<Answer.Tags> decode(List<RegionRepresentation> representations, double threshold);
}
