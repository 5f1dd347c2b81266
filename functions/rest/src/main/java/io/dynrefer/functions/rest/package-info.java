/** Errors and request ids over HTTP, the same for every function that speaks it. */
@NullMarked
package io.dynrefer.functions.rest;

import org.jspecify.annotations.NullMarked;
