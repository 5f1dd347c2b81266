/** The published packages that data sets are made from: which, fetching them by the ordinary clients, reading them. */
@NullMarked
package io.dynrefer.data.packages;

import org.jspecify.annotations.NullMarked;
