package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.heads.LabelHead;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Probe;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.represent.QueryTransformer;
import io.dynrefer.model.represent.ViewFusion;
import io.dynrefer.model.t5.CaptionNetwork;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.t5.TeacherForcing;
import io.dynrefer.model.weights.Preset;

/**
 * All that learns, as one function from a batch to its losses (METHOD 5). It is built of the layers that answer
 * requests; the image encoder and the text encoder are frozen and stay outside.
 */
public final class TrainingNetwork {
    private final Preset.LanguageModel sizes;
    private final LossWeights lossWeights;
    private final ViewFusion fusion;
    private final QueryTransformer queries;
    private final LabelHead tagHead;
    private final NDArray tagTexts; // (tags, text width)
    private final LabelHead contrastHead;
    private final PairwiseSigmoidLoss contrastLoss;
    private final CaptionNetwork caption;

    /** @param weights all of a checkpoint, of which some learn; with the dropout of the training, if there is any */
    public TrainingNetwork(Weights weights, Preset preset, LossWeights lossWeights) {
        this.sizes = preset.languageModel();
        this.lossWeights = lossWeights;
        this.fusion = new ViewFusion(weights, preset, Probe.NONE);
        this.queries = new QueryTransformer(weights, preset, Probe.NONE);
        this.tagHead = new LabelHead(weights, LabelHead.Kind.TAG, preset, Probe.NONE);
        this.tagTexts =
                weights.array("clip_embeds", weights.shape("clip_embeds").getShape());
        this.contrastHead = new LabelHead(weights, LabelHead.Kind.ATTRIBUTE, preset, Probe.NONE);
        this.contrastLoss = new PairwiseSigmoidLoss(weights.array("attr_t"), weights.array("attr_b"));
        this.caption = new CaptionNetwork(weights, preset, Probe.NONE);
    }

    /** Tags the network tells apart. */
    public int tagCount() {
        return Math.toIntExact(tagTexts.getShape().get(0));
    }

    /** The losses of one batch. */
    public Losses forward(Batch batch) {
        NDArray regions = queries.forward(fusion.fuse(batch.views())); // (regions, queries, width)
        return new Losses(
                Numbers.times(captionLoss(regions, batch), lossWeights.caption()),
                Numbers.times(tagLoss(regions, batch), lossWeights.tag()),
                Numbers.times(contrastLoss(regions, batch), lossWeights.contrast()));
    }

    private NDArray tagLoss(NDArray regions, Batch batch) {
        NDArray logits = tagHead.forward(regions, tagHead.queries(tagTexts)); // (regions, tags)
        return AsymmetricLoss.PUBLISHED.forward(logits, batch.tagLabels());
    }

    private NDArray contrastLoss(NDArray regions, Batch batch) {
        NDArray logits = contrastHead.forward(regions, contrastHead.queries(batch.texts())); // (regions, texts)
        return contrastLoss.forward(logits, batch.textSigns());
    }

    private NDArray captionLoss(NDArray regions, Batch batch) {
        T5Model.Encoded encoded = caption.encode(regions, batch.control());
        NDArray ids = TeacherForcing.decoderInput(batch.captionLabels(), sizes.startId(), sizes.padId());
        NDArray logits = caption.model().logits(encoded, ids, batch.captionMask()); // (regions, tokens, vocabulary)
        return TeacherForcing.loss(logits, batch.captionLabels());
    }
}
