/** The decoders D_tag and D_rtc: cross-attention between a region and the texts of a vocabulary. */
@NullMarked
package io.dynrefer.model.heads;

import org.jspecify.annotations.NullMarked;
