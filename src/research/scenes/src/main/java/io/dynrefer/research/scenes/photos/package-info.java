/** The real photos of the test set: annotations made by hand, and the pixels from published packages. */
@NullMarked
package io.dynrefer.research.scenes.photos;

import org.jspecify.annotations.NullMarked;
