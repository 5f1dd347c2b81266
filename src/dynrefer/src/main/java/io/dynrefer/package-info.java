/**
 * The front door: {@link io.dynrefer.DynRefer} opens a model folder and answers questions about regions of images.
 * Nothing behind it needs to be known to use it.
 */
@NullMarked
package io.dynrefer;

import org.jspecify.annotations.NullMarked;
