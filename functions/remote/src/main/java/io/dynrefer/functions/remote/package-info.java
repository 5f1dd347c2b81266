/** Calls to Lambda functions: names, settings, envelopes. */
@NullMarked
package io.dynrefer.functions.remote;

import org.jspecify.annotations.NullMarked;
