/** Model folders with random weights of any preset, for machines without trained ones. */
@NullMarked
package io.dynrefer.model.init;

import org.jspecify.annotations.NullMarked;
