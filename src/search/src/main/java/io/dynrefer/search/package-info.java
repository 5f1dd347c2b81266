/**
 * An index of regions of many photos: built by {@link io.dynrefer.search.IndexBuilder}, asked through
 * {@link io.dynrefer.search.SearchIndex} by words or by another region. The vectors lie in parts of the index's folder;
 * from some thousands on a graph of Lucene's leads to the nearest ones.
 */
@NullMarked
package io.dynrefer.search;

import org.jspecify.annotations.NullMarked;
