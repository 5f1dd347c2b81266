package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.t5.TeacherForcing;
import io.dynrefer.model.text.ClipTextTower;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.safetensors.TensorType;
import java.util.List;

/**
 * The arrays of the language model and of the text tower: {@code eval.t5_*}, teacher forcing ({@code tf.*}),
 * {@code clip.*} and the text embeddings in the weights. Token ids are the file's, since no vocabulary comes with it.
 */
final class LanguageParity implements ModelCheck {
    private static final double TOLERANCE = 2e-4;
    private static final double TEXT_TOLERANCE = 1e-4;

    /** Marks arrays of the first few texts only; their number follows. */
    private static final String FIRST = ".first";

    @Override
    public void compare(ModelFixture fixture, ParityReport report) {
        SafeTensorsDocument weightFile = fixture.weightFile();
        try (CheckpointWeights source = fixture.weights()) {
            Weights weights = Weights.of(source);
            Inference.call(manager -> {
                compareCaption(manager, fixture, weights, report);
                compareTexts(manager, fixture, weights, report);
                compareBuiltIn(manager, fixture, weights, weightFile, report);
                return true;
            });
        }
    }

    private static void compareCaption(NDManager manager, ModelFixture fixture, Weights weights, ParityReport report) {
        Preset.LanguageModel sizes = fixture.preset().languageModel();
        ArrayRecorder recorder = new ArrayRecorder(ArrayNames.of(fixture.preset()));
        DynReferNetwork network = new DynReferNetwork(weights.watchedBy(recorder), fixture.preset());
        T5Model.Encoded encoded =
                network.caption(fixture.array(manager, "eval.qformer.last_hidden_state"), fixture.control(manager));
        recorder.record("t5_attention_mask", encoded.crossBias().eq(0).squeeze(new int[] {1, 2}));
        NDArray labels = fixture.ids(manager, "in.labels");
        NDArray ids = TeacherForcing.decoderInput(labels, sizes.startId(), sizes.padId());
        NDArray logits =
                network.languageModel().logits(encoded, ids, fixture.ids(manager, "in.caption_attention_mask"));
        recorder.record("decoder_input_ids", ids);
        recorder.record("logits", logits);
        recorder.record("loss", TeacherForcing.loss(logits, labels));
        for (String name : fixture.arrays().names()) {
            boolean ofEncoder = name.startsWith("eval.t5_") && !name.equals("eval.t5_proj"); // ModelParity has that one
            if (ofEncoder || name.startsWith("tf.")) {
                compare(recorder, fixture, name, name.substring(name.indexOf('.') + 1), TOLERANCE, report);
            }
        }
        if (fixture.arrays().contains("train.loss_llm")) {
            compare(recorder, fixture, "train.loss_llm", "loss", TOLERANCE, report);
        }
    }

    private static void compare(
            ArrayRecorder recorder,
            ModelFixture fixture,
            String name,
            String recorded,
            double tolerance,
            ParityReport report) {
        boolean whole = fixture.arrays().type(name) == TensorType.I64;
        recorder.compare(report, fixture.arrays(), name, recorded, whole ? 0 : tolerance);
    }

    private static void compareTexts(NDManager manager, ModelFixture fixture, Weights weights, ParityReport report) {
        List<String> names = fixture.arrays().names().stream()
                .filter(name -> name.startsWith("clip.") && !name.endsWith("token_ids"))
                .toList();
        for (String name : names) {
            int mark = name.indexOf(FIRST);
            NDArray ids = fixture.ids(manager, "clip.token_ids");
            if (mark >= 0) {
                ids = ids.get("0:" + name.substring(mark + FIRST.length()));
            }
            ArrayRecorder recorder = encode(fixture, weights, ids);
            String recorded = name.substring("clip.".length(), mark >= 0 ? mark : name.length());
            compare(recorder, fixture, name, recorded, TEXT_TOLERANCE, report);
        }
        if (fixture.arrays().contains("train.text_encoder_captions")) {
            ArrayRecorder recorder = encode(fixture, weights, fixture.ids(manager, "in.caption_clip_ids"));
            compare(recorder, fixture, "train.text_encoder_captions", "text_embeddings", TEXT_TOLERANCE, report);
        }
    }

    /** The embeddings in the weights were made by the research code from these ids. */
    private static void compareBuiltIn(
            NDManager manager,
            ModelFixture fixture,
            Weights weights,
            SafeTensorsDocument weightFile,
            ParityReport report) {
        encode(fixture, weights, fixture.ids(manager, "clip.tag_token_ids"))
                .compare(report, weightFile, "clip_embeds", "text_embeddings", TEXT_TOLERANCE);
        encode(fixture, weights, fixture.ids(manager, "clip.ov_token_ids"))
                .compare(report, weightFile, "ov_embeds", "text_embeddings", TEXT_TOLERANCE);
    }

    private static ArrayRecorder encode(ModelFixture fixture, Weights weights, NDArray ids) {
        ArrayRecorder recorder = new ArrayRecorder(ArrayNames.of(fixture.preset()));
        long[] ends = ids.argMax(1).toLongArray(); // the end of text has the highest id
        Weights tower = weights.watchedBy(recorder).at("text_encoder");
        new ClipTextTower(tower, ClipTowerSizes.of(fixture.preset())).forward(ids, ends);
        return recorder;
    }
}
