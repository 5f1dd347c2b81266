/**
 * Named arrays in the safetensors format: eight bytes of header length, a JSON header, the arrays' little-endian
 * content. Weights, stored blobs and fixtures are read and written here alone.
 */
@NullMarked
package io.dynrefer.safetensors;

import org.jspecify.annotations.NullMarked;
