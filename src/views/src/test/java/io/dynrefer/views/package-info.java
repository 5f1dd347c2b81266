/** Tests of the views module, its fixtures and the contract kit of selection policies. */
@NullMarked
package io.dynrefer.views;

import org.jspecify.annotations.NullMarked;
