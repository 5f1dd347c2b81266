/** The project's own data sets as a benchmark: category, attributes, tags, captions and the words in them. */
@NullMarked
package io.dynrefer.evaluation.scenes;

import org.jspecify.annotations.NullMarked;
