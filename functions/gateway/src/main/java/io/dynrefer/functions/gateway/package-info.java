/** The gateway as a container: the public API over functions that run elsewhere. */
@NullMarked
package io.dynrefer.functions.gateway;

import org.jspecify.annotations.NullMarked;
