/**
 * METEOR 1.5 for English, the numbers of the released program: words are paired by four modules, a beam search picks
 * the pairs, and precision, recall and order make the score (Denkowski and Lavie 2014; METHOD 6, REFERENCE-NOTES 29).
 */
@NullMarked
package io.dynrefer.evaluation.meteor;

import org.jspecify.annotations.NullMarked;
