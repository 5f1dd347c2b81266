package io.dynrefer.evaluation.published;

import java.util.List;

/** What people said about a region, one text each. */
record CaptionTruth(List<String> references) {
    public CaptionTruth {
        references = List.copyOf(references);
    }
}
