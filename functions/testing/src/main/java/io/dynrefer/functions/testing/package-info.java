/** What tests of functions share. */
@NullMarked
package io.dynrefer.functions.testing;

import org.jspecify.annotations.NullMarked;
