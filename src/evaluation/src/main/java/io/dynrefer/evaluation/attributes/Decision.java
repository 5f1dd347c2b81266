package io.dynrefer.evaluation.attributes;

/** What makes a score a yes: the threshold over all scores, or a place among the best of its own region. */
public enum Decision {
    THRESHOLD,
    TOP_K
}
