package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;

/**
 * The categories of a batch's regions. Columns are the categories of the data sets, then the memory's slots. Not equal
 * by value.
 *
 * @param texts embeddings of the categories (categories, text width)
 * @param label 1 for a region's category (regions, categories)
 * @param own 1 for a category of the region's data set (regions, categories)
 * @param right 1 for the region's category (regions, categories + slots)
 * @param compared 1 for a column that is right or wrong of the region, 0 where that is not known: other names of the
 *     same thing, broader and narrower ones, the categories of other data sets that may apply too (regions, categories
 *     + slots)
 * @param weight of each region, 0 without category (regions)
 */
public record Naming(NDArray texts, NDArray label, NDArray own, NDArray right, NDArray compared, NDArray weight) {}
