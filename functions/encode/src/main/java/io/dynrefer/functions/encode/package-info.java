/** Encoding as a container service: crops to view embeddings, view embeddings to region representations. */
@NullMarked
package io.dynrefer.functions.encode;

import org.jspecify.annotations.NullMarked;
