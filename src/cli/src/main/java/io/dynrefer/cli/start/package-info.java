/** What a model folder for training takes from data sets: views, vocabularies, texts. */
@NullMarked
package io.dynrefer.cli.start;

import org.jspecify.annotations.NullMarked;
