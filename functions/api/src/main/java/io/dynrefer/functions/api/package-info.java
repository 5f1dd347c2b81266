/** The public HTTP API over a {@link io.dynrefer.referring.Gateway}, wherever its functions run. */
@NullMarked
package io.dynrefer.functions.api;

import org.jspecify.annotations.NullMarked;
