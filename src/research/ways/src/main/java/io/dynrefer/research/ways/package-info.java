/** Ways of seeing, that is choices of views, compared with each other. */
@NullMarked
package io.dynrefer.research.ways;

import org.jspecify.annotations.NullMarked;
