/** From view embeddings to the region representation: RoIAlign, alignment, fusion, Q-Former (METHOD 3.2 to 3.5). */
@NullMarked
package io.dynrefer.model.represent;

import org.jspecify.annotations.NullMarked;
