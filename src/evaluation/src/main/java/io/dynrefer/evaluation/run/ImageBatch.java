package io.dynrefer.evaluation.run;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.store.Artefacts;
import java.util.List;

/**
 * Images that are answered together.
 *
 * @param artefacts what was made of them: a crop is encoded once, for all subjects with the same image encoder
 * @param times where the work on this batch is noted
 */
public record ImageBatch(List<AskedImage> images, Artefacts artefacts, ModelTimes times) {
    /** As in a request. */
    public static final BatchSizes SIZES = BatchSizes.DEFAULT;

    public ImageBatch {
        images = List.copyOf(images);
    }

    /** A batch of which nothing is known yet. */
    public ImageBatch(List<AskedImage> images, ModelTimes times) {
        this(images, Artefacts.inMemory(), times);
    }
}
