package io.dynrefer.region;

import java.util.List;

/** D_llm: a caption of the region. Safe for use by several threads. */
public interface CaptionDecoder {
    /** One answer per representation; {@code controls} holds one entry per representation. */
    List<Answer.Caption> decode(
            List<RegionRepresentation> representations, List<ControlWords> controls, CaptionOptions options);
}
