package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.network.DynReferNetwork.Part;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.t5.TeacherForcing;
import io.dynrefer.model.weights.Preset;

/**
 * All that learns, as one function from a batch to its losses (METHOD 5). It runs the network that answers requests;
 * the image encoder and the text encoder are frozen and stay outside.
 */
public final class TrainingNetwork {
    private final Preset.LanguageModel sizes;
    private final LossWeights lossWeights;
    private final DynReferNetwork network;
    private final NDArray tagTexts; // (tags, text width)
    private final PairwiseSigmoidLoss contrastLoss;

    /** @param weights all of a checkpoint, of which some learn; with the dropout of the training, if there is any */
    public TrainingNetwork(Weights weights, Preset preset, LossWeights lossWeights) {
        this.sizes = preset.languageModel();
        this.lossWeights = lossWeights;
        this.network = new DynReferNetwork(weights, preset);
        // The optimiser adds up gradients in the order in which weights are asked for: another order, other last bits.
        network.open(Part.REGION_ENCODER);
        network.open(Part.TAG_HEAD);
        this.tagTexts =
                weights.array("clip_embeds", weights.shape("clip_embeds").getShape());
        network.open(Part.CONTRAST_HEAD);
        this.contrastLoss = new PairwiseSigmoidLoss(weights.array("attr_t"), weights.array("attr_b"));
        network.open(Part.LANGUAGE_MODEL);
    }

    /** Tags the network tells apart. */
    public int tagCount() {
        return Math.toIntExact(tagTexts.getShape().get(0));
    }

    /** The losses of one batch. */
    public Losses forward(Batch batch) {
        NDArray regions = network.represent(batch.views()); // (regions, queries, width)
        return new Losses(
                Numbers.times(captionLoss(regions, batch), lossWeights.caption()),
                Numbers.times(tagLoss(regions, batch), lossWeights.tag()),
                Numbers.times(contrastLoss(regions, batch), lossWeights.contrast()));
    }

    private NDArray tagLoss(NDArray regions, Batch batch) {
        NDArray logits = network.tags(regions, tagTexts); // (regions, tags)
        return AsymmetricLoss.PUBLISHED.forward(logits, batch.tagLabels());
    }

    private NDArray contrastLoss(NDArray regions, Batch batch) {
        NDArray logits = network.contrast(regions, batch.texts()); // (regions, texts)
        return contrastLoss.forward(logits, batch.textSigns());
    }

    private NDArray captionLoss(NDArray regions, Batch batch) {
        T5Model.Encoded encoded = network.caption(regions, batch.control());
        NDArray ids = TeacherForcing.decoderInput(batch.captionLabels(), sizes.startId(), sizes.padId());
        NDArray logits =
                network.languageModel().logits(encoded, ids, batch.captionMask()); // (regions, tokens, vocabulary)
        return TeacherForcing.loss(logits, batch.captionLabels());
    }
}
