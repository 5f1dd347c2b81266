/** Which views of a region a model sees, and their pixels (METHOD 1-2): geometry, selection policies, image reading. */
@NullMarked
package io.dynrefer.views;

import org.jspecify.annotations.NullMarked;
