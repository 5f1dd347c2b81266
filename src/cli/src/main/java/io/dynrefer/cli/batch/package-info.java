/** Many photos in one go: what is done is written down at once, so that a run that was killed goes on where it was. */
@NullMarked
package io.dynrefer.cli.batch;

import org.jspecify.annotations.NullMarked;
