/** The layers the network is built from, and how they meet the engine: weights by name, precision, scopes, probes. */
@NullMarked
package io.dynrefer.model.nn;

import org.jspecify.annotations.NullMarked;
