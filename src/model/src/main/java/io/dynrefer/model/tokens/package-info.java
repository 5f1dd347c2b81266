/** Flan-T5's sentencepiece tokenizer, and stand-in tokenizer files for random weights. */
@NullMarked
package io.dynrefer.model.tokens;

import org.jspecify.annotations.NullMarked;
