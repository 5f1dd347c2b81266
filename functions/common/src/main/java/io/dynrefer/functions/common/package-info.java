/** What every function shares: its settings, the store it opens from them, and the one JSON mapper. */
@NullMarked
package io.dynrefer.functions.common;

import org.jspecify.annotations.NullMarked;
