/**
 * Data sets of annotated regions: their form on disk, reading and writing it, and what every generator of scenes gives.
 */
@NullMarked
package io.dynrefer.data;

import org.jspecify.annotations.NullMarked;
