/** The network as the rest of the system sees it: a model folder opened, tensors left inside. */
@NullMarked
package io.dynrefer.model;

import org.jspecify.annotations.NullMarked;
