/** Generators of annotated scenes, and the command that runs them. */
@NullMarked
package io.dynrefer.research.scenes;

import org.jspecify.annotations.NullMarked;
