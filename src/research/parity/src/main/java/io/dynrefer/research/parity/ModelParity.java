package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.CheckpointWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every intermediate and final array of the image encoder, the region encoder and the label heads: the {@code eval.*}
 * arrays of {@code io.safetensors} but the language model's, and those of {@code train.*} that inference has too.
 */
final class ModelParity implements ModelCheck {
    /** Largest absolute error by the start of an array's name; the first that fits counts (model-tiny/MANIFEST.md). */
    private static final Map<String, Double> TOLERANCES = tolerances();

    /** Arrays of the training path whose value inference has under another name. */
    private static final Map<String, String> ALSO_IN_TRAINING = Map.of(
            "train.qformer.last_hidden_state", "qformer.last_hidden_state",
            "train.tag_fc", "tag_fc",
            "train.attr_vision_proj", "attr_vision_proj.captions",
            "train.attr_text_proj", "attr_text_proj.captions",
            "train.attr_fc.i2t_call", "attr_logits.captions",
            "train.attr_fc.t2i_call", "attr_logits.captions");

    private static Map<String, Double> tolerances() {
        Map<String, Double> tolerances = new LinkedHashMap<>();
        tolerances.put("eval.vit.", 5e-5);
        tolerances.put("eval.ln_vision", 5e-5);
        tolerances.put("eval.roi_align", 5e-5);
        tolerances.put("eval.dcn.", 5e-4);
        tolerances.put("eval.cvem", 5e-4);
        tolerances.put("eval.tag_scores", 5e-5);
        tolerances.put("eval.attr_scores", 5e-5);
        tolerances.put("eval.", 2e-4);
        return tolerances;
    }

    @Override
    public void compare(ModelFixture fixture, ParityReport report) {
        ArrayRecorder recorder = new ArrayRecorder(ArrayNames.of(fixture.preset()));
        try (CheckpointWeights source = fixture.weights()) {
            Weights weights = Weights.of(source).watchedBy(probe(recorder));
            DynReferNetwork network = new DynReferNetwork(weights, fixture.preset());
            Inference.call(manager -> {
                NDArray regions = regions(manager, fixture, network, recorder);
                runTags(manager, weights, network, recorder, regions);
                runTexts(manager, fixture, weights, network, recorder, regions);
                return true;
            });
        }
        compareArrays(fixture, recorder, report);
    }

    private static Probe probe(ArrayRecorder recorder) {
        return (layer, input, output) -> {
            recorder.record(layer, input, output);
            if (layer.equals("cvem_align.offset_mask_dw")) { // sees [view, reference]: (n, 2 * channels, h, w)
                recorder.record("dcn.in_ref", input.split(2, 1).get(1));
            }
        };
    }

    /** x_v of every sample (samples, queries, width). */
    private static NDArray regions(
            NDManager manager, ModelFixture fixture, DynReferNetwork network, ArrayRecorder recorder) {
        NDArray cut = network.cut(network.encode(fixture.pixels(manager)), fixture.boxes());
        recorder.record("roi_align", cut.get(":, 1:"));
        NDArray regions = network.represent(cut);
        network.caption(regions, fixture.control(manager)); // for t5_proj
        return regions;
    }

    private static void runTags(
            NDManager manager, Weights weights, DynReferNetwork network, ArrayRecorder recorder, NDArray regions) {
        NDArray logits = network.tags(regions, texts(manager, weights, "clip_embeds"));
        recorder.record("tag_logits", logits);
        recorder.record("tag_scores", logits.getNDArrayInternal().sigmoid());
    }

    private static void runTexts(
            NDManager manager,
            ModelFixture fixture,
            Weights weights,
            DynReferNetwork network,
            ArrayRecorder recorder,
            NDArray regions) {
        recorder.suffix(".attr");
        NDArray attributes = network.attributes(regions, texts(manager, weights, "att_embeds"));
        recorder.suffix(".ov");
        NDArray categories = network.categories(regions, texts(manager, weights, "ov_embeds"));
        recorder.suffix(".captions");
        NDArray captions = network.attributes(regions, fixture.array(manager, "train.text_encoder_captions"));
        recorder.record("attr_logits", captions);
        recorder.suffix("");
        NDArray probabilities = attributes.getNDArrayInternal().sigmoid();
        recorder.record("attr_logits_per_template", attributes);
        recorder.record("attr_scores_per_template", probabilities);
        recorder.record(
                "attr_scores_max", bestOfEach(probabilities, fixture.arrays().longs("eval.attr_len_synonyms")));
        recorder.record("ov_logits", categories);
    }

    /** The text embeddings that come with the weights (texts, text width). */
    private static NDArray texts(NDManager manager, Weights weights, String name) {
        NDArray texts = weights.array(name, weights.shape(name).getShape()).duplicate();
        texts.attach(manager);
        return texts;
    }

    /** (samples, texts) to (samples, attributes), an attribute having {@code counts[i]} texts. */
    private static NDArray bestOfEach(NDArray scores, long[] counts) {
        NDArray best = scores.getManager().zeros(new Shape(scores.getShape().get(0), 0));
        long start = 0;
        for (long count : counts) {
            NDArray group = scores.get(":, " + start + ":" + (start + count));
            best = best.concat(group.max(new int[] {1}, true), 1);
            start += count;
        }
        return best;
    }

    private static void compareArrays(ModelFixture fixture, ArrayRecorder recorder, ParityReport report) {
        List<String> expected = fixture.arrays().names().stream()
                .filter(name -> name.startsWith("eval."))
                .filter(name -> !name.startsWith("eval.t5_") || name.equals("eval.t5_proj"))
                .filter(name -> !name.equals("eval.attr_len_synonyms"))
                .toList();
        for (String name : expected) {
            recorder.compare(report, fixture.arrays(), name, name.substring("eval.".length()), tolerance(name));
        }
        ALSO_IN_TRAINING.entrySet().stream()
                .filter(entry -> fixture.arrays().contains(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> recorder.compare(
                        report, fixture.arrays(), entry.getKey(), entry.getValue(), tolerance("eval.")));
    }

    private static double tolerance(String name) {
        return TOLERANCES.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
