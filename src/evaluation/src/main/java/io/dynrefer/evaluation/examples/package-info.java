/** How right answers are where classes are what a few examples show. */
@NullMarked
package io.dynrefer.evaluation.examples;

import org.jspecify.annotations.NullMarked;
