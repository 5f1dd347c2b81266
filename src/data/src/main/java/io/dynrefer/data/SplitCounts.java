package io.dynrefer.data;

/** How many images and annotated regions a split has. */
public record SplitCounts(int images, int regions) {}
