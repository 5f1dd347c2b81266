/** English for labels: WordNet, usual words of classes and attributes, phrases and nouns out of captions. */
@NullMarked
package io.dynrefer.data.language;

import org.jspecify.annotations.NullMarked;
