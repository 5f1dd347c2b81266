/** The vocabulary of the system: images, regions, views, representations, tasks and answers. Depends on nothing. */
@NullMarked
package io.dynrefer.region;

import org.jspecify.annotations.NullMarked;
