/** What a store holds, and how it is kept small and whole. */
@NullMarked
package io.dynrefer.referring.upkeep;

import org.jspecify.annotations.NullMarked;
