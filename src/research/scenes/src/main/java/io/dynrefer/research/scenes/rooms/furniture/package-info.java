/** The furniture catalogue: its list of models, their triangles and materials, and whom to thank for them. */
@NullMarked
package io.dynrefer.research.scenes.rooms.furniture;

import org.jspecify.annotations.NullMarked;
