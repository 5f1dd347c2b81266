package io.dynrefer.research.parity;

import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.VisionTransformerSizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which array of a model fixture is what a layer was given, or what it made; layers by the checkpoint's names. */
final class ArrayNames {
    private final Map<String, List<String>> inputs = new LinkedHashMap<>(); // by layer
    private final Map<String, List<String>> outputs = new LinkedHashMap<>();

    private ArrayNames() {}

    /** The names for a network of these sizes, without {@code eval.}, {@code tf.} or {@code clip.} before them. */
    static ArrayNames of(Preset preset) {
        ArrayNames names = new ArrayNames();
        names.addVision(VisionTransformerSizes.of(preset).depth());
        names.addFusion();
        names.addQueryTransformer(preset.qformer().layers());
        names.addHead("tag", preset.head().layers());
        names.addHead("attr", preset.head().layers());
        names.addLanguageModel(preset.languageModel());
        names.addTextTower(ClipTowerSizes.of(preset).layers());
        return names;
    }

    List<String> ofInput(String layer) {
        return inputs.getOrDefault(layer, List.of());
    }

    List<String> ofOutput(String layer) {
        return outputs.getOrDefault(layer, List.of());
    }

    private void addVision(int depth) {
        output("vit.patch_embed", "visual_encoder.patch_embed.proj");
        input("vit.embeddings_with_pos", "visual_encoder.blocks.0.norm1");
        for (int i = 0; i < depth; i++) {
            output("vit.block" + i + ".attn", "visual_encoder.blocks." + i + ".attn.proj");
            input("vit.block" + i, i + 1 < depth ? "visual_encoder.blocks." + (i + 1) + ".norm1" : "ln_vision");
        }
        output("ln_vision", "ln_vision");
    }

    private void addFusion() {
        input("dcn.in_input", "cvem_align.value_proj");
        output("dcn.value_proj", "cvem_align.value_proj");
        output("dcn.offset_mask_dw", "cvem_align.offset_mask_dw");
        output("dcn.offset_mask", "cvem_align.offset_mask");
        input("dcn.core", "cvem_align.output_proj");
        output("dcn.out", "cvem_align.output_proj");
        input("cvem.concat", "cvem_mlp.0");
        output("cvem_mlp.0", "cvem_mlp.0");
        output("cvem_mlp", "cvem_mlp.2");
    }

    private void addQueryTransformer(int layers) {
        output("qformer.embeddings", "Qformer.bert.embeddings.LayerNorm");
        for (int i = 0; i < layers; i++) {
            String layer = "Qformer.bert.encoder.layer." + i;
            output("qformer.layer" + i + ".attention", layer + ".attention.output.LayerNorm");
            output("qformer.layer" + i + ".crossattention", layer + ".crossattention.output.LayerNorm");
            output("qformer.layer" + i, layer + ".output_query.LayerNorm");
        }
        output("qformer.last_hidden_state", "Qformer.bert.encoder.layer." + (layers - 1) + ".output_query.LayerNorm");
    }

    private void addHead(String prefix, int layers) {
        output(prefix + "_vision_proj", prefix + "_vision_proj");
        output(prefix + "_text_proj", prefix + "_text_proj");
        for (int i = 0; i < layers; i++) {
            String layer = prefix + "_head.encoder.layer." + i;
            output(prefix + "_head.layer" + i + ".crossattention", layer + ".crossattention.output.LayerNorm");
            output(prefix + "_head.layer" + i, layer + ".output.LayerNorm");
        }
        output(prefix + "_head", prefix + "_head.encoder.layer." + (layers - 1) + ".output.LayerNorm");
        output(prefix + "_fc", prefix + "_fc");
    }

    private void addLanguageModel(Preset.LanguageModel sizes) {
        output("t5_proj", "t5_proj");
        input("t5_inputs_embeds", "t5_model.encoder.block.0.layer.0.layer_norm");
        for (int i = 0; i < sizes.encoderLayers(); i++) {
            input("t5_encoder_layer_input" + i, "t5_model.encoder.block." + i + ".layer.0.layer_norm");
        }
        output("t5_encoder_last_hidden_state", "t5_model.encoder.final_layer_norm");
        for (int i = 0; i < sizes.decoderLayers(); i++) {
            input("decoder_hidden" + i, "t5_model.decoder.block." + i + ".layer.0.layer_norm");
        }
        output("decoder_hidden" + sizes.decoderLayers(), "t5_model.decoder.final_layer_norm");
    }

    private void addTextTower(int layers) {
        for (int i = 0; i < layers; i++) {
            String next = i + 1 < layers ? "transformer.resblocks." + (i + 1) + ".ln_1" : "ln_final";
            input("resblock" + i, "text_encoder." + next);
        }
        input("features_before_projection", "text_encoder.text_projection");
        output("text_embeddings", "text_encoder.text_projection");
    }

    private void input(String array, String layer) {
        inputs.computeIfAbsent(layer, unknown -> new ArrayList<>()).add(array);
    }

    private void output(String array, String layer) {
        outputs.computeIfAbsent(layer, unknown -> new ArrayList<>()).add(array);
    }
}
