/** The {@code dynrefer} command: every part of the system from a terminal. */
@NullMarked
package io.dynrefer.cli;

import org.jspecify.annotations.NullMarked;
