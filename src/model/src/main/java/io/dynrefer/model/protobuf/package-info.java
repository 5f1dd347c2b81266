/** Protocol buffers, as far as tokenizers and ONNX graphs need them. */
@NullMarked
package io.dynrefer.model.protobuf;

import org.jspecify.annotations.NullMarked;
