/** Published annotations of real photos, made into data sets of the project's form. */
@NullMarked
package io.dynrefer.data.imports;

import org.jspecify.annotations.NullMarked;
