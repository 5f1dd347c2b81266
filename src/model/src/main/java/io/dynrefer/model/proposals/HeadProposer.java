package io.dynrefer.model.proposals;

import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Lazy;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A box head on its image encoder, as the rest of the system sees it: pixels in, boxes out. */
public final class HeadProposer implements BoxProposer, AutoCloseable {
    private static final int ID_DIGITS = 16;

    private final String id;
    private final List<Integer> sizes;
    private final List<Scale> scales; // one per size, in order
    private final ProposalWeights weights;

    /** The head on photos of one size. */
    private record Scale(
            Lazy<EncoderMaps> maps, // made ready for whole photos when one first comes
            BoxHead head,
            BoxDecoding decoding) {}

    private HeadProposer(
            ProposalCard card, ProposalWeights weights, Weights checkpoint, InvertedResidualSizes encoder) {
        this.id = id(card);
        this.sizes = card.answerSizes();
        this.weights = weights;
        this.scales = sizes.stream()
                .map(size -> new Scale(
                        new Lazy<>(() -> new EncoderMaps(checkpoint, encoder, size)),
                        new BoxHead(Weights.of(weights), card.at(size), encoder),
                        new BoxDecoding(card.at(size))))
                .toList();
    }

    /**
     * The box head of a model folder.
     *
     * @param encoderId of the image encoder in it
     * @param checkpoint all of its weights
     */
    public static HeadProposer open(Path folder, String encoderId, Weights checkpoint, InvertedResidualSizes encoder) {
        ProposalCard card = ProposalCard.read(folder, encoderId);
        return new HeadProposer(card, ProposalWeights.read(folder, card), checkpoint, encoder);
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
    public List<Integer> photoSizes() {
        return sizes;
    }

    @Override
    public Proposals propose(List<RgbImage> squares, ImageSize photo) {
        if (squares.size() != scales.size()) {
            throw new IllegalArgumentException("a photo must come in the sizes " + sizes);
        }
        List<Proposal> candidates = new ArrayList<>();
        for (int i = 0; i < scales.size(); i++) {
            candidates.addAll(candidates(scales.get(i), squares.get(i), photo));
        }
        return BoxDecoding.best(candidates);
    }

    private static List<Proposal> candidates(Scale scale, RgbImage square, ImageSize photo) {
        return Inference.call(manager -> {
            BoxHead.Output output = scale.head().forward(scale.maps().get().of(manager, square));
            return scale.decoding()
                    .candidates(
                            output.scores().toFloatArray(), output.distances().toFloatArray(), photo);
        });
    }

    @Override
    public void close() {
        weights.close();
    }
}
