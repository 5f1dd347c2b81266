/**
 * Fits what turns scores into probabilities: temperature, logistic functions, and what tells things from background.
 */
@NullMarked
package io.dynrefer.training.calibration;

import org.jspecify.annotations.NullMarked;
