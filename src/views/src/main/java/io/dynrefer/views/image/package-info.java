/** Reads photos as they come: JPEG, PNG, WebP, GIF and BMP, upright, within limits, complete or refused. */
@NullMarked
package io.dynrefer.views.image;

import org.jspecify.annotations.NullMarked;
