package io.dynrefer.evaluation.run;

import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.TagDecoder;

/**
 * A model's parts, behind the interfaces that the pipeline uses too; a part that no question needs is not asked for.
 */
public interface ModelParts {
    ModelCard card();

    ImageEncoder images();

    RegionEncoder regions();

    TagDecoder tags();

    ContrastiveDecoder contrast();

    CaptionDecoder captions();
}
