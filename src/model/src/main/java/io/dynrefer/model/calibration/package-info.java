/** What makes a model's scores mean something: the file beside the weights that holds it, and how it is applied. */
@NullMarked
package io.dynrefer.model.calibration;

import org.jspecify.annotations.NullMarked;
