package io.dynrefer.training.samples;

import io.dynrefer.region.ControlWords;
import java.util.List;

/**
 * A sample with everything that chance decides about it.
 *
 * @param sample the region
 * @param coefficients of its views, in order
 * @param changed whether the views come from the changed copy, where there is one
 * @param caption the one to learn
 * @param texts that the contrastive loss pairs with it: the caption, then phrases
 * @param control the words that steer the caption
 */
record Draw(
        Sample sample,
        List<Double> coefficients,
        boolean changed,
        String caption,
        List<String> texts,
        ControlWords control) {}
