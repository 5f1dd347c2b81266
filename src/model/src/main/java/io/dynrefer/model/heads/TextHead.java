package io.dynrefer.model.heads;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/** Says how well each text of a vocabulary fits a region; texts are scored independently of one another. */
public interface TextHead {
    /** What a head's answers are about. */
    enum Use {
        TAG("tag", LabelHead.Kind.TAG),
        CATEGORY("category", LabelHead.Kind.ATTRIBUTE),
        ATTRIBUTE("attribute", LabelHead.Kind.ATTRIBUTE);

        private final String wireName;
        private final LabelHead.Kind kind;

        Use(String wireName, LabelHead.Kind kind) {
            this.wireName = wireName;
            this.kind = kind;
        }

        /** The last part of its weights' names. */
        public String wireName() {
            return wireName;
        }
    }

    /** The head for a use: with lexical rows one of its own, otherwise the released network's, which has two. */
    static TextHead of(Weights weights, Use use, Preset preset) {
        Preset.Lexical lexical = preset.lexical();
        return lexical == null
                ? new LabelHead(weights, use.kind, preset)
                : new DirectHead(weights, use, preset, lexical);
    }

    /** What of a text does not depend on a region: embeddings (texts, text width) to (texts, width). */
    NDArray project(NDArray texts);

    /**
     * Scores texts.
     *
     * @param regions x_v (regions, rows, region width); a direct head reads the lexical rows alone
     * @param projected texts (texts, width), from {@link #project}
     * @return logits (regions, texts)
     */
    NDArray score(NDArray regions, NDArray projected);

    /** Both: embeddings (texts, text width) to logits (regions, texts). */
    default NDArray forward(NDArray regions, NDArray texts) {
        return Scope.of(() -> score(regions, project(texts)));
    }
}
