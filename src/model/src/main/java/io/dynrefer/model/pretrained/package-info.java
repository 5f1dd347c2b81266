/** Model folders whose frozen parts are pretrained: what they are read from, and what is fitted to training views. */
@NullMarked
package io.dynrefer.model.pretrained;

import org.jspecify.annotations.NullMarked;
