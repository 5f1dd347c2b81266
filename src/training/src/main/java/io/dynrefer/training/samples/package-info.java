/**
 * What training learns from: regions of data sets, their views' features, texts and control words, drawn in batches.
 */
@NullMarked
package io.dynrefer.training.samples;

import org.jspecify.annotations.NullMarked;
