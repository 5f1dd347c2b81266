/**
 * The files in which the benchmarks of the field are published, and the form into which the research code converts
 * them: read record by record, so that memory does not grow with a file.
 */
@NullMarked
package io.dynrefer.data.formats;

import org.jspecify.annotations.NullMarked;
