/** Tests of the image reader, against fixtures. */
@NullMarked
package io.dynrefer.views.image;

import org.jspecify.annotations.NullMarked;
