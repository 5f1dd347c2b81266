package io.dynrefer.region;

import java.util.List;

/**
 * What the region encoder reads: the embeddings of a region's views with the region's box in each.
 *
 * @param coefficients t of each view, in selection order
 * @param embeddings the view embeddings, same order
 * @param regionInView the region's box in pixels of each view, same order
 */
public record RegionViews(List<Double> coefficients, List<ViewEmbedding> embeddings, List<Box> regionInView) {
    public RegionViews {
        coefficients = List.copyOf(coefficients);
        embeddings = List.copyOf(embeddings);
        regionInView = List.copyOf(regionInView);
        if (embeddings.size() != coefficients.size() || regionInView.size() != coefficients.size()) {
            throw new IllegalArgumentException("one embedding and one region box per view");
        }
    }
}
