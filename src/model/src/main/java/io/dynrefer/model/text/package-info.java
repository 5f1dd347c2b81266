/** The text side of region–text contrast: byte-pair tokenizer, prompts and the EVA-CLIP text tower. */
@NullMarked
package io.dynrefer.model.text;

import org.jspecify.annotations.NullMarked;
