package io.dynrefer.model;

import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.VisionTransformerSizes;

/** Presets with lexical rows, for tests. */
public final class LexicalPresets {
    private LexicalPresets() {}

    /** Small and odd sizes. */
    public static Preset small(int tokenWidth, int views, int summaryRows, int slots, int textWidth) {
        return new Preset(
                32,
                16,
                views,
                new VisionTransformerSizes(tokenWidth, 1, 1, tokenWidth, 1e-6),
                1e-5,
                new Preset.Alignment(tokenWidth, 1, 3, 1, 1, 1, 1, 3, 0),
                new Preset.RoiAlign(2, 1.0 / 16, 2),
                new Preset.Qformer(textWidth, 1, 1, 8, 2, 3, 1e-12),
                new Preset.Head(8, 1, 2, 8, 1e-12),
                0.5,
                new Preset.LanguageModel(8, 4, 2, 8, 1, 1, 20, 8, 16, 1e-6, 0, 1, 0),
                new MiniLmSizes(1, 1, textWidth, 8, 1e-12),
                8,
                4,
                new Preset.Lexical(summaryRows, slots, null),
                null);
    }
}
