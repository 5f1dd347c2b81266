package io.dynrefer.model.init;

import io.dynrefer.model.heads.TextHead;
import io.dynrefer.model.represent.LexicalRows;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import java.util.List;

/** All tensors of a network with random weights, named as in the released checkpoint. */
final class RandomNetwork {
    /** The vector of a region starts no longer than what the memory reads. */
    private static final double REGION_DEVIATION = 0.001;

    private final RandomTensors root = RandomTensors.empty();
    private final Preset preset;

    private RandomNetwork(Preset preset) {
        this.preset = preset;
    }

    /** The tensors for a preset and numbers of texts with built-in embeddings. */
    static List<RandomTensor> of(Preset preset, int tags, int attributeTexts, int categories) {
        RandomNetwork network = new RandomNetwork(preset);
        RandomVision.addImageEncoder(network.root, preset);
        network.addFusion();
        network.addQformer();
        if (preset.lexical() == null) {
            network.addTagHead(tags);
            network.addAttributeHead();
        } else {
            network.addLexical(preset.lexical());
        }
        network.addEmbeddings(tags, attributeTexts, categories);
        if (preset.textEncoder() instanceof ClipTowerSizes sizes) {
            RandomLanguage.addTextEncoder(network.root.at("text_encoder"), sizes);
        }
        RandomLanguage.addCaptionDecoder(network.root, preset);
        return network.root.all();
    }

    /** Offsets and modulations are not zero, unlike at the start of training: otherwise views would not matter. */
    private void addFusion() {
        Preset.Alignment sizes = preset.alignment();
        int channels = sizes.channels();
        int kernel = sizes.depthwiseKernelSize();
        RandomTensors align = root.at("cvem_align");
        align.tensor("offset_mask_dw.weight", 0, 1 / Math.sqrt(2.0 * kernel * kernel), channels, 2, kernel, kernel);
        align.bias("offset_mask_dw.bias", channels);
        align.linear("offset_mask", sizes.offsetMaskWidth(), channels);
        align.linear("value_proj", channels, channels);
        align.linear("output_proj", channels, channels);
        root.linear("cvem_mlp.0", channels, (long) preset.viewCount() * channels);
        root.linear("cvem_mlp.2", channels, channels);
    }

    private void addQformer() {
        Preset.Qformer sizes = preset.qformer();
        int width = sizes.width();
        root.tensor("query_tokens", 0, 1, 1, sizes.queries(), width);
        RandomTensors bert = root.at("Qformer.bert");
        bert.layerNorm("embeddings.LayerNorm", width);
        for (int i = 0; i < sizes.layers(); i++) {
            RandomTensors layer = bert.at("encoder.layer." + i);
            RandomLayers.attention(layer.at("attention"), width, width);
            if (i % sizes.crossAttentionEvery() == 0) {
                RandomLayers.attention(
                        layer.at("crossattention"), width, preset.imageEncoder().width());
            }
            RandomLayers.feedForward(layer, "intermediate_query", "output_query", width, sizes.intermediate());
        }
    }

    /** Few tags are above the threshold, as with learned weights. */
    private void addTagHead(int tags) {
        addHead("tag");
        double threshold = preset.tagThreshold();
        double expectedTags = 12;
        double deviationsAbove = Math.sqrt(2 * Math.log(Math.max(tags / expectedTags, 1))) - 0.6;
        root.tensor(
                "tag_fc.weight",
                0,
                1.5 / Math.sqrt(preset.head().width()),
                1,
                preset.head().width());
        root.tensor("tag_fc.bias", Math.log(threshold / (1 - threshold)) - Math.max(deviationsAbove, 0), 0, 1);
    }

    /** The last layer reads vectors of length one, so its weights are larger. */
    private void addAttributeHead() {
        addHead("attr");
        root.tensor("attr_fc.weight", 0, 1, 1, preset.head().width());
        root.bias("attr_fc.bias", 1);
        root.tensor("attr_t", Math.log(10), 0);
        root.tensor("attr_b", -10, 0);
    }

    private void addEmbeddings(int tags, int attributeTexts, int categories) {
        int textWidth = preset.textEncoder().outputWidth();
        root.tensor("clip_embeds", 0, 1, tags, textWidth);
        root.tensor("att_embeds", 0, 1, attributeTexts, textWidth);
        root.tensor("ov_embeds", 0, 1, categories, textWidth);
    }

    /** The memory's row says most at first, and texts are as they are. */
    private void addLexical(Preset.Lexical sizes) {
        int width = preset.qformer().width();
        int textWidth = preset.textEncoder().outputWidth();
        RandomTensors lexical = root.at("lexical");
        lexical.layerNorm("summary.LayerNorm", LexicalRows.statistics(preset));
        lexical.linear("summary.dense", (long) sizes.summaryRows() * width, LexicalRows.statistics(preset));
        lexical.linear("keys", sizes.slots(), preset.imageEncoder().width());
        lexical.tensor("values", 0, 1 / Math.sqrt(textWidth), sizes.slots(), textWidth);
        long inputs = (long) sizes.rows() * width;
        for (TextHead.Use use : TextHead.Use.values()) {
            RandomTensors head = lexical.at(use.wireName());
            head.tensor("region.weight", 0, REGION_DEVIATION, textWidth, inputs);
            head.bias("region.bias", textWidth);
            head.tensor("recall", 1, 0);
            head.tensor("text.weight", 0, 0, textWidth, textWidth);
            head.tensor("scale", Math.log(use == TextHead.Use.CATEGORY ? 20 : 10), 0);
            head.tensor("shift", use == TextHead.Use.CATEGORY ? 0 : -4, 0);
        }
    }

    private void addHead(String name) {
        Preset.Head sizes = preset.head();
        for (int i = 0; i < sizes.layers(); i++) {
            RandomTensors layer = root.at(name + "_head.encoder.layer." + i);
            RandomLayers.attention(layer.at("crossattention"), sizes.width(), sizes.width());
            RandomLayers.feedForward(layer, "intermediate", "output", sizes.width(), sizes.intermediate());
        }
        root.linear(name + "_vision_proj", sizes.width(), preset.qformer().width());
        root.linear(name + "_text_proj", sizes.width(), preset.textEncoder().outputWidth());
    }
}
