/** The sentence encoder MiniLM: its library's ONNX file, read without a runtime for it, and the network itself. */
@NullMarked
package io.dynrefer.model.minilm;

import org.jspecify.annotations.NullMarked;
