package io.dynrefer.model.proposals;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Lazy;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RgbImage;
import java.nio.file.Path;

/** A box head on its image encoder, as the rest of the system sees it: pixels in, boxes out. */
public final class HeadProposer implements BoxProposer, AutoCloseable {
    private static final int ID_DIGITS = 16;

    private final String id;
    private final BoxHeadSizes sizes;
    private final Lazy<EncoderMaps> maps; // made ready for whole photos when one first comes
    private final ProposalWeights weights;
    private final BoxHead head;
    private final BoxDecoding decoding;

    private HeadProposer(
            ProposalCard card, Lazy<EncoderMaps> maps, ProposalWeights weights, InvertedResidualSizes encoder) {
        this.id = id(card);
        this.sizes = card.sizes();
        this.maps = maps;
        this.weights = weights;
        this.head = new BoxHead(Weights.of(weights), sizes, encoder);
        this.decoding = new BoxDecoding(sizes);
    }

    /**
     * The box head of a model folder.
     *
     * @param encoderId of the image encoder in it
     * @param checkpoint all of its weights
     */
    public static HeadProposer open(Path folder, String encoderId, Weights checkpoint, InvertedResidualSizes encoder) {
        ProposalCard card = ProposalCard.read(folder, encoderId);
        int imageSize = card.sizes().imageSize();
        Lazy<EncoderMaps> maps = new Lazy<>(() -> new EncoderMaps(checkpoint, encoder, imageSize));
        return new HeadProposer(card, maps, ProposalWeights.read(folder, card), encoder);
    }

    /** The id that a head with this card has. */
    public static String id(ProposalCard card) {
        return card.id().substring(0, ID_DIGITS);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int photoSize() {
        return sizes.imageSize();
    }

    @Override
    public Proposals propose(RgbImage square, ImageSize photo) {
        return Inference.call(manager -> {
            BoxHead.Output output = head.forward(maps.get().of(manager, square));
            NDArray distances = output.distances();
            return decoding.decode(output.scores().toFloatArray(), distances.toFloatArray(), photo);
        });
    }

    @Override
    public void close() {
        weights.close();
    }
}
