/** What the subcommands of {@code dynrefer} share, in whichever module they are. */
@NullMarked
package io.dynrefer.command;

import org.jspecify.annotations.NullMarked;
