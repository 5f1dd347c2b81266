/** The model folder that a training starts from, and what it takes from data sets: views, vocabularies, texts. */
@NullMarked
package io.dynrefer.training.start;

import org.jspecify.annotations.NullMarked;
