package io.dynrefer.training;

import io.dynrefer.model.weights.Preset;

/** A small preset of a network with a lexical memory. */
public final class LexicalPreset {
    private LexicalPreset() {}

    /** The tiny preset with MiniLM, whose embeddings the memory holds, and the thousand classes of its names. */
    public static Preset tiny() {
        Preset tiny = Preset.named("tiny");
        return new Preset(
                tiny.imageSize(),
                tiny.patchSize(),
                tiny.viewCount(),
                tiny.imageEncoder(),
                tiny.lnVisionEpsilon(),
                tiny.alignment(),
                tiny.roiAlign(),
                new Preset.Qformer(384, 1, 2, 16, 2, 2, 1e-12),
                tiny.head(),
                tiny.tagThreshold(),
                tiny.languageModel(),
                Preset.named("dynrefer-mini").textEncoder(),
                tiny.maxTextLength(),
                tiny.tagCount(),
                new Preset.Lexical(2, 1000, null),
                null);
    }
}
