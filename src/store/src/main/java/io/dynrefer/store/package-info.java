/** Blobs under content-addressed keys: the SPI, the key format, and the memory and directory backends. */
@NullMarked
package io.dynrefer.store;

import org.jspecify.annotations.NullMarked;
