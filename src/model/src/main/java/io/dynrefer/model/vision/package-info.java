/** From a view's pixels to its embedding: pixel normalisation and the image encoder (METHOD 1 and 3.1). */
@NullMarked
package io.dynrefer.model.vision;

import org.jspecify.annotations.NullMarked;
