/** Dense captioning: average precision over overlap and caption similarity together. */
@NullMarked
package io.dynrefer.evaluation.densecaption;

import org.jspecify.annotations.NullMarked;
