/** What container images hold, how they learn to start fast, and how fast they start and answer. */
@NullMarked
package io.dynrefer.local.images;

import org.jspecify.annotations.NullMarked;
