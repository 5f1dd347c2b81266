package io.dynrefer.evaluation.densecaption;

import io.dynrefer.region.Box;

/**
 * A box and the caption a model gave it.
 *
 * @param score orders the predictions of all images; compared in single precision, as the reference does
 */
public record CaptionPrediction(Box box, String caption, float score) {}
