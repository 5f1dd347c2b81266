package io.dynrefer.model.heads;

import io.dynrefer.region.FloatMatrix;
import java.util.List;

/** Turns texts into the embeddings that the heads compare regions with. Safe for use by several threads. */
public interface TextEncoder {
    /** One row per text, in order: (texts, width). At least one text. */
    FloatMatrix encode(List<String> texts);
}
