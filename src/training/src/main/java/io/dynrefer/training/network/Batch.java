package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.t5.CaptionNetwork;
import org.jspecify.annotations.Nullable;

/**
 * What the network learns from in one pass. Not equal by value.
 *
 * @param views the region cut out of its views (regions * views, 1 + size*size, image width), each region's views
 *     together and in order
 * @param classTokens of each region's first view, by the image encoder as the training found it (regions, image width)
 * @param tagLabels 1 where a tag of the vocabulary applies, 0 elsewhere (regions, tags)
 * @param texts embeddings of the texts to tell apart (texts, text width)
 * @param textSigns 1 where a text is true of a region, -1 where it is false, 0 where that is not known; more where the
 *     text is of a rare attribute (regions, texts)
 * @param control control words
 * @param captionLabels token ids of the captions INT64 (regions, tokens), −100 on padding
 * @param captionMask INT64 (regions, tokens): 1 where there is a token, 0 on padding
 * @param naming the regions' categories, if they are learned as a choice
 */
public record Batch(
        NDArray views,
        NDArray classTokens,
        NDArray tagLabels,
        NDArray texts,
        NDArray textSigns,
        CaptionNetwork.Control control,
        NDArray captionLabels,
        NDArray captionMask,
        @Nullable Naming naming) {
    /** The same with other views of the same shape. */
    public Batch withViews(NDArray others) {
        return new Batch(others, classTokens, tagLabels, texts, textSigns, control, captionLabels, captionMask, naming);
    }
}
