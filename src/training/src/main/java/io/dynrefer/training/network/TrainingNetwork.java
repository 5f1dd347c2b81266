package io.dynrefer.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.network.DynReferNetwork.Part;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.represent.LexicalRows;
import io.dynrefer.model.t5.T5Model;
import io.dynrefer.model.t5.TeacherForcing;
import io.dynrefer.model.vision.SplitNetwork;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.DynReferException;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * All that learns, as one function from a batch to its losses (METHOD 5). It runs the network that answers requests;
 * the image encoder and the text encoder are frozen and stay outside.
 */
public final class TrainingNetwork {
    private final Preset.LanguageModel sizes;
    private final LossWeights lossWeights;
    private final DynReferNetwork network;
    private final NDArray tagTexts; // (tags, text width)
    private final @Nullable PairwiseSigmoidLoss contrastLoss;
    private final @Nullable NamingLoss namingLoss;

    /**
     * @param weights all of a checkpoint, of which some learn; with the dropout of the training, if there is any
     * @param naming how categories are learned by a network with lexical rows; none for any other
     */
    public TrainingNetwork(Weights weights, Preset preset, LossWeights lossWeights, @Nullable NamingConfig naming) {
        if ((naming == null) != (preset.lexical() == null)) {
            throw DynReferException.invalid(
                    "naming", "A network with lexical rows needs naming in its configuration, and no other takes it.");
        }
        this.sizes = preset.languageModel();
        this.lossWeights = lossWeights;
        this.network = new DynReferNetwork(weights, preset);
        // The optimiser adds up gradients in the order in which weights are asked for: another order, other last bits.
        network.open(Part.REGION_ENCODER);
        network.open(Part.TAG_HEAD);
        this.tagTexts =
                weights.array("clip_embeds", weights.shape("clip_embeds").getShape());
        network.open(Part.CONTRAST_HEAD);
        this.contrastLoss =
                naming == null ? new PairwiseSigmoidLoss(weights.array("attr_t"), weights.array("attr_b")) : null;
        this.namingLoss = naming == null ? null : new NamingLoss(naming);
        network.open(Part.LANGUAGE_MODEL);
    }

    /** The image encoder, if it is one whose second half can learn. */
    public SplitNetwork learningEncoder() {
        return network.splitEncoder();
    }

    /** Tags the network tells apart. */
    public int tagCount() {
        return Math.toIntExact(tagTexts.getShape().get(0));
    }

    /** How well texts of attributes fit regions, of a network with lexical rows: (regions, texts). */
    public NDArray attributes(NDArray views, NDArray texts) {
        return network.attributes(network.lexicalRows().forward(views), texts);
    }

    /** How well texts of categories fit regions, of a network with lexical rows: (regions, texts). */
    public NDArray categories(NDArray views, NDArray texts) {
        return network.categories(network.lexicalRows().forward(views), texts);
    }

    /** How likely each tag is of regions, before the sigmoid, of a network with lexical rows: (regions, tags). */
    public NDArray tags(NDArray views) {
        return network.tags(network.lexicalRows().forward(views), tagTexts);
    }

    /** The losses of one batch. */
    public Losses forward(Batch batch) {
        NDArray regions = represent(batch.views());
        return new Losses(
                weighted(lossWeights.caption(), regions, batch, this::captionLoss),
                weighted(lossWeights.tag(), regions, batch, this::tagLoss),
                weighted(lossWeights.contrast(), regions, batch, this::contrastLoss));
    }

    /** (regions, rows, width): all of x_v, or its lexical rows if only heads learn, which read no others. */
    private NDArray represent(NDArray views) {
        return namingLoss != null && lossWeights.caption() == 0
                ? network.lexicalRows().forward(views)
                : network.represent(views);
    }

    private static NDArray weighted(
            double weight, NDArray regions, Batch batch, BiFunction<NDArray, Batch, NDArray> loss) {
        return weight == 0
                ? regions.getManager().zeros(new Shape())
                : Numbers.times(loss.apply(regions, batch), weight);
    }

    private NDArray tagLoss(NDArray regions, Batch batch) {
        NDArray logits = network.tags(regions, tagTexts); // (regions, tags)
        return AsymmetricLoss.PUBLISHED.forward(logits, batch.tagLabels());
    }

    private NDArray contrastLoss(NDArray regions, Batch batch) {
        NDArray logits = network.attributes(regions, batch.texts()); // (regions, texts)
        if (contrastLoss != null) {
            return contrastLoss.forward(logits, batch.textSigns());
        }
        return PairwiseSigmoidLoss.of(logits, batch.textSigns()).add(namingLoss(regions, batch));
    }

    private NDArray namingLoss(NDArray regions, Batch batch) {
        Naming naming = Objects.requireNonNull(batch.naming());
        LexicalRows lexical = network.lexicalRows();
        NDArray names = naming.texts().concat(lexical.values(), 0); // (categories + slots, text width)
        NDArray logits = network.categories(regions, names);
        return Objects.requireNonNull(namingLoss).forward(logits, lexical.recall(batch.classTokens()), naming);
    }

    private NDArray captionLoss(NDArray regions, Batch batch) {
        T5Model.Encoded encoded = network.caption(regions, batch.control());
        NDArray ids = TeacherForcing.decoderInput(batch.captionLabels(), sizes.startId(), sizes.padId());
        NDArray logits =
                network.languageModel().logits(encoded, ids, batch.captionMask()); // (regions, tokens, vocabulary)
        return TeacherForcing.loss(logits, batch.captionLabels());
    }
}
