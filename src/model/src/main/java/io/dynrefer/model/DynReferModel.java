package io.dynrefer.model;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.calibration.Calibration;
import io.dynrefer.model.calibration.Logistic;
import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.model.minilm.MiniLmTextEncoder;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.proposals.HeadProposer;
import io.dynrefer.model.proposals.ProposalWeights;
import io.dynrefer.model.text.ClipMerges;
import io.dynrefer.model.text.ClipTextEncoder;
import io.dynrefer.model.text.ClipTextTower;
import io.dynrefer.model.text.ClipTokenizer;
import io.dynrefer.model.text.OwnWords;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.model.translators.LabelScorer;
import io.dynrefer.model.translators.RegionContrast;
import io.dynrefer.model.translators.RegionRepresenter;
import io.dynrefer.model.translators.RegionTagger;
import io.dynrefer.model.translators.T5CaptionDecoder;
import io.dynrefer.model.translators.TextEmbeddings;
import io.dynrefer.model.translators.ViewEncoder;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.TagDecoder;
import io.dynrefer.region.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model folder, opened: the encoders and decoders asked for, and nothing else of the weights.
 *
 * <p>Weights are mapped, not read: memory is taken page by page as parts are used, and shared between processes. All
 * parts are safe for use by several threads. Close it when no call is in progress.
 */
public final class DynReferModel implements RegionModel, AutoCloseable {
    /** What a function may need of the network. */
    public enum Part {
        /** Crops to view embeddings. */
        IMAGE_ENCODER,
        /** View embeddings to region representations. */
        REGION_ENCODER,
        /** Texts to embeddings. */
        TEXT_ENCODER,
        /** D_tag. */
        TAGS,
        /** D_rtc with the text encoder, for categories and attributes. */
        CONTRAST,
        /** D_llm, the language model. */
        CAPTION;

        /** Every part. */
        public static final Set<Part> ALL = Set.of(values());

        /** What answers a task, beside the two encoders. */
        public static Part of(Task task) {
            return switch (task) {
                case TAGS -> TAGS;
                case CATEGORY, ATTRIBUTES -> CONTRAST;
                case CAPTION -> CAPTION;
            };
        }
    }

    /** Hex digits of the weights' digests in ids; enough to tell models apart. */
    private static final int ID_DIGITS = 16;

    private final Path folder;
    private final ModelCard card;
    private final Preset preset;
    private final @Nullable Calibration calibration;
    private final Precision precision;
    private final int textsAtOnce;
    private final CheckpointWeights source;
    private final Weights weights;
    private final DynReferNetwork network;
    private final List<Runnable> resources = new ArrayList<>(); // to be run on closing
    private final @Nullable ImageEncoder imageEncoder;
    private final @Nullable RegionEncoder regionEncoder;
    private final @Nullable TextEncoder textEncoder;
    private final @Nullable TagDecoder tagDecoder;
    private final @Nullable ContrastiveDecoder contrastiveDecoder;
    private final @Nullable CaptionDecoder captionDecoder;
    private final @Nullable HeadProposer boxProposer;

    private DynReferModel(
            Path folder, Set<Part> parts, Precision precision, BatchSizes batches, CheckpointWeights source) {
        this.folder = folder;
        this.card = ModelCards.read(folder);
        this.preset = Preset.read(folder.resolve(Preset.FILE_NAME));
        this.calibration = Calibration.read(folder, card).orElse(null);
        this.precision = precision;
        this.textsAtOnce = batches.texts();
        this.source = source;
        this.weights = Weights.of(source);
        this.network = new DynReferNetwork(weights, preset);
        this.imageEncoder = parts.contains(Part.IMAGE_ENCODER) ? createImageEncoder() : null;
        this.regionEncoder = parts.contains(Part.REGION_ENCODER) ? createRegionEncoder() : null;
        this.textEncoder =
                parts.contains(Part.TEXT_ENCODER) || parts.contains(Part.CONTRAST) ? createTextEncoder() : null;
        this.tagDecoder = parts.contains(Part.TAGS) ? createTagDecoder() : null;
        this.contrastiveDecoder = parts.contains(Part.CONTRAST) ? createContrastiveDecoder() : null;
        this.captionDecoder = parts.contains(Part.CAPTION) ? createCaptionDecoder() : null;
        this.boxProposer =
                parts.contains(Part.IMAGE_ENCODER) && ProposalWeights.areIn(folder) ? createBoxProposer() : null;
    }

    /** Opens a model folder in the precision that suits its size and this machine ({@link Precision#suiting}). */
    public static DynReferModel load(Path folder, Set<Part> parts) {
        return load(folder, parts, null, BatchSizes.DEFAULT);
    }

    /** Opens a model folder; anything missing or of the wrong size is a {@link WeightsException} that names it. */
    public static DynReferModel load(Path folder, Set<Part> parts, Precision precision) {
        return load(folder, parts, precision, BatchSizes.DEFAULT);
    }

    /**
     * As {@link #load(Path, Set, Precision)}.
     *
     * @param precision null means the one that suits
     * @param batches of which it decides itself how many texts are compared at once; the rest is its callers' business
     */
    public static DynReferModel load(Path folder, Set<Part> parts, @Nullable Precision precision, BatchSizes batches) {
        Checkpoint checkpoint = open(folder);
        Precision chosen = precision == null ? Precision.suiting(checkpoint.bytes()) : precision;
        return load(folder, parts, chosen, batches, checkpoint);
    }

    /** The precision that suits a model folder on this machine, found without opening more than its list of tensors. */
    public static Precision suitingPrecision(Path folder) {
        try (Checkpoint checkpoint = open(folder)) {
            return Precision.suiting(checkpoint.bytes());
        }
    }

    private static Checkpoint open(Path folder) {
        requireFolder("weights", folder);
        return Checkpoint.open(folder);
    }

    /** Refuses what is no model folder at all, without opening anything: {@code NOT_FOUND}, naming the setting. */
    public static void requireFolder(String setting, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    setting,
                    setting + " names no folder: there is no " + folder.toAbsolutePath()
                            + "; 'dynrefer convert', 'train' and 'init-weights' make model folders.");
        }
    }

    /** The GPUs that the engine finds here. */
    public static int gpus() {
        return Inference.gpus();
    }

    private static DynReferModel load(
            Path folder, Set<Part> parts, Precision precision, BatchSizes batches, Checkpoint checkpoint) {
        CheckpointWeights source = new CheckpointWeights(checkpoint, precision);
        try {
            return new DynReferModel(
                    folder, parts.isEmpty() ? Set.of() : EnumSet.copyOf(parts), precision, batches, source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    /** The region encoder's id. */
    @Override
    public String id() {
        return id(card.id());
    }

    @Override
    public ImageEncoder imageEncoder() {
        return loaded(imageEncoder, Part.IMAGE_ENCODER);
    }

    /** The first half of an image encoder in two halves, for trainings that teach the second. */
    public ImageEncoder fineHalf() {
        return ViewEncoder.ofFineHalf(imageEncoder().id(), network);
    }

    /** The network, for trainings that teach parts of it. */
    public DynReferNetwork network() {
        return network;
    }

    @Override
    public RegionEncoder regionEncoder() {
        return loaded(regionEncoder, Part.REGION_ENCODER);
    }

    public TextEncoder textEncoder() {
        return loaded(textEncoder, Part.TEXT_ENCODER);
    }

    @Override
    public TagDecoder tagDecoder() {
        return loaded(tagDecoder, Part.TAGS);
    }

    @Override
    public ContrastiveDecoder contrastiveDecoder() {
        return loaded(contrastiveDecoder, Part.CONTRAST);
    }

    @Override
    public CaptionDecoder captionDecoder() {
        return loaded(captionDecoder, Part.CAPTION);
    }

    @Override
    public Optional<BoxProposer> boxProposer() {
        return Optional.ofNullable(boxProposer);
    }

    /** The names of the tensors that the loaded parts use. */
    public Set<String> tensorsInUse() {
        return source.opened();
    }

    /** Frees the weights. No call may be in progress or follow. */
    @Override
    public void close() {
        resources.forEach(Runnable::run);
        source.close();
    }

    private static <T> T loaded(@Nullable T part, Part name) {
        if (part == null) {
            throw new IllegalStateException("the model was loaded without " + name);
        }
        return part;
    }

    private ImageEncoder createImageEncoder() {
        return new ViewEncoder(id(card.encoderId()), network);
    }

    private RegionEncoder createRegionEncoder() {
        return new RegionRepresenter(id(card.id()), network);
    }

    private TagDecoder createTagDecoder() {
        List<String> tags = Vocabularies.readTags(folder);
        return new RegionTagger(
                LabelScorer.ofTags(network, textsAtOnce),
                tags,
                embeddings("clip_embeds", tags.size()),
                calibration == null ? Logistic.PLAIN : calibration.tags());
    }

    private ContrastiveDecoder createContrastiveDecoder() {
        List<String> categories = Vocabularies.readCategories(folder);
        List<Attribute> attributes = Vocabularies.readAttributes(folder);
        TextEmbeddings texts = new TextEmbeddings(textEncoder());
        addBuiltIn(
                texts, "ov_embeds", categories.stream().map(Prompts::category).toList());
        addBuiltIn(
                texts,
                "att_embeds",
                attributes.stream()
                        .flatMap(attribute -> Prompts.attribute(attribute).stream())
                        .toList());
        return new RegionContrast(
                LabelScorer.ofCategories(network, textsAtOnce),
                LabelScorer.ofAttributes(network, textsAtOnce),
                texts,
                new RegionContrast.TextTemplates(Prompts::category, Prompts::attribute),
                categories,
                attributes,
                calibration,
                OwnWords.read(folder, weights));
    }

    private TextEncoder createTextEncoder() {
        if (preset.textEncoder() instanceof MiniLmSizes sizes) {
            MiniLmTextEncoder encoder = new MiniLmTextEncoder(sizes);
            resources.add(encoder::close);
            return encoder;
        }
        ClipTowerSizes sizes = ClipTowerSizes.of(preset);
        ClipTokenizer tokenizer = ClipTokenizer.read(folder.resolve(ClipMerges.FILE_NAME), sizes.contextLength());
        return new ClipTextEncoder(new ClipTextTower(weights.at("text_encoder"), sizes), tokenizer, sizes);
    }

    private HeadProposer createBoxProposer() {
        HeadProposer proposer = HeadProposer.open(folder, card.encoderId(), weights, InvertedResidualSizes.of(preset));
        resources.add(proposer::close);
        return proposer;
    }

    private CaptionDecoder createCaptionDecoder() {
        T5Tokenizer tokenizer = T5Tokenizer.read(folder.resolve(T5Tokenizer.FILE_NAME));
        return new T5CaptionDecoder(network, tokenizer);
    }

    private void addBuiltIn(TextEmbeddings texts, String tensor, List<String> names) {
        texts.addBuiltIn(names, embeddings(tensor, names.size()));
    }

    /** The embeddings that come with the weights (rows, text width). */
    private FloatMatrix embeddings(String tensor, int rows) {
        Shape shape = weights.shape(tensor);
        int width = preset.textEncoder().outputWidth();
        if (!shape.equals(new Shape(rows, width))) {
            throw new WeightsException(
                    folder,
                    "tensor '" + tensor + "' has the shape " + shape + ", but the vocabulary beside it needs (" + rows
                            + ", " + width + ")");
        }
        return new FloatMatrix(rows, width, weights.array(tensor, rows, width).toFloatArray());
    }

    private String id(String digest) {
        return id(digest, precision);
    }

    /** The id that the parts of weights with this digest have in this precision. */
    public static String id(String digest, Precision precision) {
        return digest.substring(0, ID_DIGITS) + "-" + precision.id();
    }
}
