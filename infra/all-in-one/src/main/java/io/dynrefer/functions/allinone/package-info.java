/** Every function in one process, behind the public API: the way to run the system on one machine. */
@NullMarked
package io.dynrefer.functions.allinone;

import org.jspecify.annotations.NullMarked;
