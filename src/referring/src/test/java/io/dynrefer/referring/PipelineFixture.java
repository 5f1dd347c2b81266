package io.dynrefer.referring;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.testing.Golden;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All steps in this thread around a {@link PixelModel} and a memory store. */
public final class PipelineFixture {
    public static final ModelCard CARD = new ModelCard(
                    "0123456789abcdef",
                    "fedcba9876543210",
                    "pixels",
                    PixelModel.VIEW_COUNT,
                    PixelModel.VIEW_SIZE,
                    false,
                    0.5,
                    null)
            .with(new ModelCard.Words("few", 7, 2));

    private static final ImageReader READER = new ImageReader(ImageLimits.DEFAULT);

    public final BlobStore store;
    public final PixelModel model;
    public final AtomicInteger imagesDecoded = new AtomicInteger();
    private final Images images = new Images(this::decode, READER::header);
    private final Artefacts artefacts;
    final ViewsFunction views;
    public final EncodeFunction encode;
    public final ColorProposer proposer = new ColorProposer();
    final ProposeFunction propose;
    public final Map<Task, DecodeFunction> decode;
    public final Gateway gateway;

    /** Steps that hand crops on through the store, as processes of their own do. */
    public PipelineFixture() {
        this(CARD, (artefacts, images) -> Crops.stored(artefacts));
    }

    PipelineFixture(ModelCard card, BiFunction<Artefacts, Images, Crops> way) {
        this(card, new PixelModel(), new MemoryBlobStore(), way);
    }

    /** Steps of this model that share a store with others. */
    public PipelineFixture(ModelCard card, PixelModel model, BlobStore store) {
        this(card, model, store, (artefacts, images) -> Crops.stored(artefacts));
    }

    private PipelineFixture(
            ModelCard card, PixelModel model, BlobStore store, BiFunction<Artefacts, Images, Crops> way) {
        this.store = store;
        this.model = model;
        artefacts = Artefacts.in(store);
        decode = decoders(artefacts, model);
        Crops crops = way.apply(artefacts, images);
        views = new ViewsFunction(artefacts, images, crops);
        encode = new EncodeFunction(artefacts, model, model, BatchSizes.DEFAULT, crops);
        propose = new ProposeFunction(artefacts, images, Optional.of(proposer));
        LocalFunctions functions = new LocalFunctions(views, encode, decode, propose, Runnable::run);
        gateway = new Gateway(
                new Reception(artefacts, card, images, ReferLimits.DEFAULT),
                functions,
                functions,
                functions,
                functions,
                Runnable::run); // at once, so that nothing goes on behind a test's back
    }

    static Map<Task, DecodeFunction> decoders(Artefacts artefacts, PixelModel model) {
        return Stream.of(
                        new TaskDecoder.Tags(model),
                        new TaskDecoder.Category(model),
                        new TaskDecoder.Attributes(model),
                        new TaskDecoder.Caption(model))
                .map(decoder -> new DecodeFunction(artefacts, model.id(), decoder, BatchSizes.DEFAULT))
                .collect(Collectors.toMap(DecodeFunction::task, Function.identity()));
    }

    private ImageReader.Loan decode(byte[] encoded) {
        imagesDecoded.incrementAndGet();
        return READER.lend(encoded);
    }

    /** The views step, in this thread. */
    public CompletionStage<Views.Response> findViews(Views.Request request) {
        return CompletableFuture.completedStage(views.handle(request));
    }

    public static EncodedImage photo() {
        return new EncodedImage(fixture("photo_cat_451x300.png"));
    }

    public static byte[] fixture(String name) {
        try {
            return Files.readAllBytes(Golden.path("view_selection/images/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Regions with ids a, b, c, … from XYXY boxes. */
    static List<ReferRequest.RegionRequest> regions(Box... boxes) {
        return Arrays.stream(boxes)
                .map(box -> new ReferRequest.RegionRequest(
                        String.valueOf((char) ('a' + Arrays.asList(boxes).indexOf(box))),
                        RegionSpec.of(new BoxRegion(box))))
                .toList();
    }

    static ReferRequest request(Set<Task> tasks, ViewSelection views, Box... boxes) {
        return new ReferRequest(
                photo(),
                regions(boxes),
                tasks,
                views,
                Vocabulary.BUILT_IN,
                List.of(),
                null,
                null,
                ReferRequest.DEFAULT_TOP_K,
                io.dynrefer.region.CaptionOptions.INTERACTIVE);
    }

    public ReferResponse refer(ReferRequest request) {
        return gateway.refer(request).toCompletableFuture().join();
    }
}
