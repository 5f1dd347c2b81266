/** Pictures for people: drawings as SVG, which need no display and no fonts, and JPEG files. */
@NullMarked
package io.dynrefer.pictures;

import org.jspecify.annotations.NullMarked;
