package io.dynrefer;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.referring.DenseRequest;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.Together;
import io.dynrefer.referring.ViewsExplanation;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Point;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.Region;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.Task;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole system in one object: opens a model folder and answers questions about regions of images, which are JPEG,
 * PNG, WebP, GIF or BMP.
 *
 * <pre>{@code
 * try (DynRefer dynrefer = DynRefer.open(Path.of("models/dynrefer-mini"))) {
 *     ReferResponse answer = dynrefer.refer(Path.of("photo.jpg"), Region.box(455, 184, 273, 445));
 *     System.out.println(answer.regions().get(0).caption());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. What goes wrong is a {@link DynReferException} whose message names the fix; a
 * region that cannot be answered carries its own error and does not fail its neighbours, unless none can be answered.
 */
public final class DynRefer implements AutoCloseable {
    private final RegionModel model;
    private final Runnable closeModel;
    private final Set<Task> tasks;
    private final Supplier<Artefacts> stores;
    private final ReferLimits limits;
    private final Images images;
    /** By store, so that who shares this object but no store cannot tell what another asks about. */
    private final Map<BlobStore, Images> imagesOfStores = Collections.synchronizedMap(new WeakHashMap<>());

    private final ImageReader reader;
    private final BatchSizes batches;
    private final ExecutorService executor;
    private final ReadWriteLock open = new ReentrantReadWriteLock(); // read: a call is in progress
    private boolean closed; // guarded by open

    private DynRefer(Builder builder, RegionModel model, Runnable closeModel) {
        this.model = model;
        this.closeModel = closeModel;
        this.tasks = builder.decoded();
        this.stores = builder.stores;
        this.limits = builder.limits;
        this.reader = builder.images;
        this.images = new Images(reader);
        this.batches = builder.batches;
        this.executor = Executors.newFixedThreadPool(builder.threads, DynRefer::thread);
    }

    /** A program that forgets to close ends all the same. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "dynrefer");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens a model folder for every task, with the settings that {@link Builder} names as default. */
    public static DynRefer open(Path weights) {
        return builder(weights).open();
    }

    /** Settings to open a model folder with. */
    public static Builder builder(Path weights) {
        return new Builder(weights);
    }

    /** Asks everything about regions of an image file; at least one region. */
    public ReferResponse refer(Path image, Region... regions) {
        return refer(image, Questions.all(), regions);
    }

    /** Asks about regions of an image file; at least one region. */
    public ReferResponse refer(Path image, Questions questions, Region... regions) {
        return refer(questions.about(read(image), List.of(regions)));
    }

    /** Asks about regions of an image, given as the bytes of a file; at least one region. */
    public ReferResponse refer(byte[] image, Questions questions, Region... regions) {
        return refer(questions.about(new EncodedImage(image), List.of(regions)));
    }

    /** Answers a request: the long form, in which regions have ids and fail one by one. */
    public ReferResponse refer(ReferRequest request) {
        return call(artefacts -> gateway(artefacts, images).refer(request));
    }

    /** Which views of regions each task would see, by the views that suit it; nothing is encoded. */
    public ViewsExplanation views(Path image, Region... regions) {
        return views(image, Questions.all(), regions);
    }

    /** Which views of regions these questions would be answered from; nothing is encoded. */
    public ViewsExplanation views(Path image, Questions questions, Region... regions) {
        return views(questions.about(read(image), List.of(regions)));
    }

    /** Which views a request would be answered from; nothing is encoded. */
    public ViewsExplanation views(ReferRequest request) {
        return call(artefacts -> gateway(artefacts, images).explain(request));
    }

    /**
     * Answers many requests, about any images, in less time than one by one: they share forward passes. A request that
     * is refused has its own problem and does not fail the others.
     */
    public List<Outcome<ReferResponse>> refer(List<ReferRequest> requests) {
        return call(artefacts -> CompletableFuture.completedStage(
                new Together(reception(artefacts), functions(artefacts, images)).refer(requests, Together.Clock.NONE)));
    }

    /** The boxes of things in an image file, best first, {@code most} at most; needs weights with a box head. */
    public List<Proposal> proposals(Path image, int most) {
        return proposals(read(image)).best(most);
    }

    /** The box of the thing under a point of an image file, in pixels; empty where none is found. */
    public Optional<Proposal> boxAt(Path image, Point point) {
        return proposals(read(image)).at(point);
    }

    /**
     * The boxes of things in an image, given as the bytes of a file; most callers want the best or the one at a point.
     */
    public Proposals proposals(EncodedImage image) {
        return call(artefacts -> gateway(artefacts, images).proposals(image));
    }

    /** Asks about every thing in an image file, in at most so many boxes, which are found. */
    public ReferResponse denseCaptions(Path image, Questions questions, int most) {
        return denseCaptions(DenseRequest.of(questions.about(read(image), List.of()), most));
    }

    /** Answers about every thing in a photo, in boxes that are given or found: the long form. */
    public ReferResponse denseCaptions(DenseRequest request) {
        return call(artefacts -> gateway(artefacts, images).denseCaptions(request));
    }

    /** The model that answers: for callers that drive its encoders and decoders themselves. Closed with this object. */
    public RegionModel model() {
        return model;
    }

    /** The way in for a server, around its own store: answers come later, part by part. No call may outlive this. */
    public Gateway gateway(BlobStore store) {
        return gateway(Artefacts.in(store), images(store));
    }

    private Images images(BlobStore store) {
        return imagesOfStores.computeIfAbsent(store, same -> new Images(reader));
    }

    private Gateway gateway(Artefacts artefacts, Images decoded) {
        LocalFunctions functions = functions(artefacts, decoded);
        return new Gateway(
                new Reception(artefacts, model.card(), decoded, limits), functions, functions, functions, functions);
    }

    private Reception reception(Artefacts artefacts) {
        return new Reception(artefacts, model.card(), images, limits);
    }

    /** The steps themselves around a store. No call may outlive this object. */
    public LocalFunctions functions(BlobStore store) {
        return functions(Artefacts.in(store), images(store));
    }

    private LocalFunctions functions(Artefacts artefacts, Images decoded) {
        return LocalFunctions.of(model, tasks, artefacts, decoded, batches, executor);
    }

    private static EncodedImage read(Path image) {
        try {
            return new EncodedImage(Files.readAllBytes(image));
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "image", image + " cannot be read: " + e + ".", e);
        }
    }

    private interface Call<T> {
        CompletionStage<T> on(Artefacts artefacts);
    }

    private <T> T call(Call<T> call) {
        Lock use = open.readLock();
        use.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this DynRefer is closed");
            }
            return call.on(stores.get()).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            use.unlock();
        }
    }

    /** Waits for calls in progress and frees the weights. */
    @Override
    public void close() {
        Lock end = open.writeLock();
        end.lock();
        try {
            if (!closed) {
                closed = true;
                executor.shutdown();
                closeModel.run();
            }
        } finally {
            end.unlock();
        }
    }

    /** How a model folder is opened. */
    public static final class Builder {
        private final Path weights;
        private Supplier<Artefacts> stores = Artefacts::inMemory;
        private Set<Task> tasks = EnumSet.allOf(Task.class);
        private @Nullable Precision precision;
        private ReferLimits limits = ReferLimits.DEFAULT;
        private ImageReader images = new ImageReader(ImageLimits.DEFAULT);
        private int threads = Task.values().length;
        private BatchSizes batches = BatchSizes.DEFAULT;

        private Builder(Path weights) {
            this.weights = weights;
        }

        /** Keeps what is computed in this folder, which is made if needed; otherwise each call forgets it. */
        public Builder store(Path folder) {
            return store(new DirectoryBlobStore(folder));
        }

        /** Keeps what is computed in this store; otherwise each call forgets it. */
        public Builder store(BlobStore store) {
            this.stores = () -> Artefacts.in(store);
            return this;
        }

        /** Loads the weights for these tasks alone, and for those that captions need; otherwise for all four. */
        public Builder tasks(Set<Task> tasks) {
            this.tasks = tasks.isEmpty() ? Set.of() : EnumSet.copyOf(tasks);
            return this;
        }

        /** How linear layers compute; otherwise what suits weights and machine ({@link Precision#suiting}). */
        public Builder precision(Precision precision) {
            this.precision = precision;
            return this;
        }

        /** Steps that run at once, at least 1: one per task otherwise. The engine's own threads are not counted. */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /** Most crops, regions and captions in one forward pass; {@link BatchSizes#DEFAULT} otherwise. */
        public Builder batches(BatchSizes batches) {
            this.batches = batches;
            return this;
        }

        /** How much one request may ask for; {@link ReferLimits#DEFAULT} otherwise. */
        public Builder limits(ReferLimits limits) {
            this.limits = limits;
            return this;
        }

        /** What decodes images and says how large they may be; up to {@link ImageLimits#DEFAULT} otherwise. */
        public Builder images(ImageReader images) {
            this.images = images;
            return this;
        }

        /**
         * Opens the folder.
         *
         * @throws DynReferException if it is no model folder, or lacks what the tasks need
         */
        public DynRefer open() {
            DynReferModel model = DynReferModel.load(weights, parts(), precision, batches);
            return new DynRefer(this, model, model::close);
        }

        /**
         * The same, but the engine is started when something first has to be computed: for programs that may find all
         * they ask for in a store. What the weights lack is said only then.
         *
         * @throws DynReferException if the folder is no model folder
         */
        public DynRefer openWhenNeeded() {
            Precision chosen = precision == null ? DynReferModel.suitingPrecision(weights) : precision;
            WaitingModel model =
                    new WaitingModel(weights, chosen, () -> DynReferModel.load(weights, parts(), chosen, batches));
            return new DynRefer(this, model, model::close);
        }

        private Set<Part> parts() {
            Set<Part> parts = EnumSet.of(Part.IMAGE_ENCODER, Part.REGION_ENCODER);
            decoded().forEach(task -> parts.add(Part.of(task)));
            return parts;
        }

        /** The tasks, and those whose answers steer captions of these weights. */
        private Set<Task> decoded() {
            if (!tasks.contains(Task.CAPTION)) {
                return tasks;
            }
            DynReferModel.requireFolder("weights", weights);
            Set<Task> decoded = EnumSet.copyOf(tasks);
            decoded.addAll(ModelCards.read(weights).steeringTasks());
            return decoded;
        }
    }
}
