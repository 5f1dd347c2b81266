/** The furniture catalogue: its list of models, their triangles and materials, and whom to thank for them. */
@NullMarked
package io.dynrefer.data.rooms.furniture;

import org.jspecify.annotations.NullMarked;
