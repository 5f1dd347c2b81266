/** Flan-T5 in imperative array code: encoder, decoder with key/value cache, beam search and the caption decoder. */
@NullMarked
package io.dynrefer.model.t5;

import org.jspecify.annotations.NullMarked;
