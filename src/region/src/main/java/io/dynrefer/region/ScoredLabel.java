package io.dynrefer.region;

/** A label and its score; what the score means is said by the answer that holds it. */
public record ScoredLabel(String name, double score) {}
