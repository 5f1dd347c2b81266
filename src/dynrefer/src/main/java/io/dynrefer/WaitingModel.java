package io.dynrefer;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.proposals.HeadProposer;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.model.proposals.ProposalWeights;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.TagDecoder;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.region.WordSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model folder that is opened when something has to be computed. What answers are found by is known before: card and
 * ids, for which no engine is started.
 */
final class WaitingModel implements RegionModel, AutoCloseable {
    private final ModelCard card;
    private final Optional<ProposalCard> boxHead;
    private final Precision precision;
    private final Supplier<DynReferModel> opener;
    private @Nullable DynReferModel opened; // guarded by this

    /** @param opener opens the folder in {@code precision} */
    WaitingModel(Path folder, Precision precision, Supplier<DynReferModel> opener) {
        this.card = ModelCards.read(folder);
        this.boxHead = ProposalWeights.areIn(folder)
                ? Optional.of(ProposalCard.read(folder, card.encoderId()))
                : Optional.empty();
        this.precision = precision;
        this.opener = opener;
    }

    private synchronized DynReferModel model() {
        DynReferModel model = opened;
        if (model == null) {
            model = opener.get();
            opened = model;
        }
        return model;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public String id() {
        return DynReferModel.id(card.id(), precision);
    }

    @Override
    public ImageEncoder imageEncoder() {
        return new ImageEncoder() {
            @Override
            public String id() {
                return DynReferModel.id(card.encoderId(), precision);
            }

            @Override
            public int viewSize() {
                return card.viewSize();
            }

            @Override
            public List<ViewEmbedding> encode(List<RgbImage> crops) {
                return crops.isEmpty() ? List.of() : model().imageEncoder().encode(crops);
            }
        };
    }

    @Override
    public RegionEncoder regionEncoder() {
        return new RegionEncoder() {
            @Override
            public String id() {
                return WaitingModel.this.id();
            }

            @Override
            public int viewCount() {
                return card.viewCount();
            }

            @Override
            public List<RegionRepresentation> represent(List<RegionViews> regions) {
                return model().regionEncoder().represent(regions);
            }
        };
    }

    @Override
    public TagDecoder tagDecoder() {
        return new TagDecoder() {
            @Override
            public List<String> vocabulary() {
                return model().tagDecoder().vocabulary();
            }

            @Override
            public List<Answer.Tags> decode(List<RegionRepresentation> representations, double threshold) {
                return model().tagDecoder().decode(representations, threshold);
            }
        };
    }

    @Override
    public ContrastiveDecoder contrastiveDecoder() {
        return new ContrastiveDecoder() {
            @Override
            public List<String> defaultCategories() {
                return model().contrastiveDecoder().defaultCategories();
            }

            @Override
            public List<Attribute> defaultAttributes() {
                return model().contrastiveDecoder().defaultAttributes();
            }

            @Override
            public List<Answer.Category> categories(
                    List<RegionRepresentation> representations, List<String> vocabulary) {
                return model().contrastiveDecoder().categories(representations, vocabulary);
            }

            @Override
            public ByExample categories(
                    List<RegionRepresentation> representations,
                    List<String> vocabulary,
                    Map<String, List<RegionRepresentation>> examples) {
                return model().contrastiveDecoder().categories(representations, vocabulary, examples);
            }

            @Override
            public List<Answer.Attributes> attributes(
                    List<RegionRepresentation> representations, List<Attribute> vocabulary) {
                return model().contrastiveDecoder().attributes(representations, vocabulary);
            }

            @Override
            public Optional<WordSpace> wordSpace() {
                return model().contrastiveDecoder().wordSpace();
            }
        };
    }

    @Override
    public CaptionDecoder captionDecoder() {
        return (representations, controls, options) ->
                model().captionDecoder().decode(representations, controls, options);
    }

    @Override
    public Optional<BoxProposer> boxProposer() {
        return boxHead.map(head -> new BoxProposer() {
            @Override
            public String id() {
                return HeadProposer.id(head);
            }

            @Override
            public List<Integer> photoSizes() {
                return head.answerSizes();
            }

            @Override
            public Proposals propose(List<RgbImage> squares, ImageSize photo) {
                return model().boxProposer().orElseThrow().propose(squares, photo);
            }
        });
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
