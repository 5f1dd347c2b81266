package io.dynrefer.model.init;

/** Layers of a transformer with random weights, by BERT's names. */
final class RandomLayers {
    private RandomLayers() {}

    static void attention(RandomTensors attention, int width, int contextWidth) {
        attention.linear("self.query", width, width);
        attention.linear("self.key", width, contextWidth);
        attention.linear("self.value", width, contextWidth);
        attention.linear("output.dense", width, width);
        attention.layerNorm("output.LayerNorm", width);
    }

    static void feedForward(RandomTensors layer, String inner, String outer, int width, int hidden) {
        layer.linear(inner + ".dense", hidden, width);
        layer.linear(outer + ".dense", width, hidden);
        layer.layerNorm(outer + ".LayerNorm", width);
    }
}
