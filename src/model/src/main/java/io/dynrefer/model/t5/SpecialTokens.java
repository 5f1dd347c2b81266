package io.dynrefer.model.t5;

import io.dynrefer.model.weights.Preset;

/** The ids a search treats in their own way, and how many ids there are. */
record SpecialTokens(int start, int end, int vocabulary) {
    static SpecialTokens of(Preset.LanguageModel sizes) {
        return new SpecialTokens(sizes.startId(), sizes.endId(), sizes.vocabularySize());
    }
}
