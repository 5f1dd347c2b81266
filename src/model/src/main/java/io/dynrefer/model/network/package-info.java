/** The whole network on one page. */
@NullMarked
package io.dynrefer.model.network;

import org.jspecify.annotations.NullMarked;
