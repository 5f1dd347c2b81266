/** Decoding as Lambda functions: one artefact, one exported function per task. */
@NullMarked
package io.dynrefer.functions.decode;

import org.jspecify.annotations.NullMarked;
