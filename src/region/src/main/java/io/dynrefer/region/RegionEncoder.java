package io.dynrefer.region;

import java.util.List;

/** Alignment, fusion and Q-Former: view embeddings to x_v. Implementations are safe for use by several threads. */
public interface RegionEncoder {
    /** Identity of the model's weights and precision, for store keys: letters, digits and dashes. */
    String id();

    /** The number of views the fusion layer takes. */
    int viewCount();

    /** One representation per region, in order. */
    List<RegionRepresentation> represent(List<RegionViews> regions);
}
