/** Metrics as functions of how often each image counts, and the bootstrap over images that gives them intervals. */
@NullMarked
package io.dynrefer.evaluation.bootstrap;

import org.jspecify.annotations.NullMarked;
