/** Caption similarity as the COCO caption toolkit has it: BLEU, ROUGE-L, CIDEr-D, and the tokens they compare. */
@NullMarked
package io.dynrefer.evaluation.caption;

import org.jspecify.annotations.NullMarked;
