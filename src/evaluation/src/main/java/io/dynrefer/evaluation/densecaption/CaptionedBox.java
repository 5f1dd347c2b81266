package io.dynrefer.evaluation.densecaption;

import io.dynrefer.region.Box;

/** An annotated region and what somebody said about it. */
public record CaptionedBox(Box box, String caption) {}
