package io.dynrefer.evaluation.run;

import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.TagDecoder;

/** A model's parts, behind the interfaces that the pipeline uses too. */
public record ModelParts(
        ModelCard card,
        ImageEncoder images,
        RegionEncoder regions,
        TagDecoder tags,
        ContrastiveDecoder contrast,
        CaptionDecoder captions) {}
