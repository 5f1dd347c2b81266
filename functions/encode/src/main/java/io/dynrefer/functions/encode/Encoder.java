package io.dynrefer.functions.encode;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.referring.Crops;
import io.dynrefer.referring.EncodeFunction;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.ProposeFunction;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** The loaded model. Loading goes on beside the start, so that the service can say meanwhile that it is not ready. */
@Singleton
public final class Encoder {
    /** How far loading has got. */
    enum State {
        LOADING,
        READY,
        /** It was ready, and its engine stopped giving the right numbers; only another process helps. */
        BROKEN,
        FAILED
    }

    private static final Logger LOG = Logger.getLogger(Encoder.class);
    private static final Set<Part> PARTS = EnumSet.of(Part.IMAGE_ENCODER, Part.REGION_ENCODER);

    private final EncodeSettings settings;
    private final BlobStore store;
    private final Images images;
    private final CompletableFuture<DynReferModel> model = new CompletableFuture<>();
    private final CompletableFuture<EncodeFunction> function = model.thenApply(this::assemble);
    private final CompletableFuture<ProposeFunction> proposing = model.thenApply(this::assembleProposing);
    private final CompletableFuture<Canary> canary =
            model.thenApply(loaded -> new Canary(loaded.imageEncoder(), loaded.regionEncoder()));
    private volatile boolean broken;

    Encoder(EncodeSettings settings, BlobStore store, ImageReader reader) {
        this.settings = settings;
        this.store = store;
        this.images = new Images(reader);
    }

    void start(@Observes StartupEvent event) {
        DynReferModel.requireFolder("dynrefer.weights", settings.weights());
        if (settings.encode().gpu() == EncodeSettings.Gpu.REQUIRED && DynReferModel.gpus() == 0) {
            throw new DynReferException(
                    ErrorCode.NOT_READY,
                    "dynrefer.encode.gpu",
                    "The engine finds no GPU, and dynrefer.encode.gpu requires one: look at the machine's driver, at the"
                            + " task's GPU and at CUDA's libraries in the image.");
        }
        new Thread(this::load, "load-weights").start();
    }

    private void load() {
        long begin = System.nanoTime();
        try {
            model.complete(DynReferModel.load(
                    settings.weights(), PARTS, settings.precision().orElse(null), BatchSizes.DEFAULT));
            LOG.infof(
                    "Weights loaded from %s in %d ms",
                    settings.weights(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } catch (RuntimeException | LinkageError e) {
            // Also what the engine's native libraries throw; the health checks report it.
            LOG.error("The weights could not be loaded", e);
            model.completeExceptionally(e);
        }
    }

    private EncodeFunction assemble(DynReferModel loaded) {
        Artefacts artefacts = Artefacts.in(store);
        return new EncodeFunction(
                artefacts,
                loaded.imageEncoder(),
                loaded.regionEncoder(),
                settings.encode().batches(),
                Crops.stored(artefacts));
    }

    private ProposeFunction assembleProposing(DynReferModel loaded) {
        return new ProposeFunction(Artefacts.in(store), images, loaded.boxProposer());
    }

    State state() {
        if (function.isCompletedExceptionally() || canary.isCompletedExceptionally()) {
            return State.FAILED;
        }
        if (broken) {
            return State.BROKEN;
        }
        return function.isDone() && canary.isDone() ? State.READY : State.LOADING;
    }

    /** Hears of work that failed by a fault, and finds out whether it was the engine's. */
    void suspect() {
        if (state() == State.READY && !canary.join().isWell()) {
            broken = true;
            LOG.error("The engine is broken: this process takes nothing more and has to be replaced");
        }
    }

    /** The function; a 503 until the weights are loaded. */
    EncodeFunction function() {
        return ready(function);
    }

    /** What finds boxes; a 503 until the weights are loaded. */
    ProposeFunction proposing() {
        return ready(proposing);
    }

    private <T> T ready(CompletableFuture<T> part) {
        return switch (state()) {
            case READY -> part.join();
            case LOADING ->
                throw new DynReferException(ErrorCode.NOT_READY, "The weights are being loaded; try again soon.");
            case BROKEN ->
                throw new DynReferException(
                        ErrorCode.NOT_READY, "This encoder is broken and will be replaced; try again soon.");
            case FAILED ->
                throw new DynReferException(ErrorCode.INTERNAL, "The weights could not be loaded; the log says why.");
        };
    }

    /** Waits until the weights are loaded; returns whether they are, and give the right numbers. */
    boolean awaitReady() throws InterruptedException {
        try {
            function.get();
            canary.get();
            return state() == State.READY;
        } catch (ExecutionException e) {
            LOG.error("The encoder is of no use", e);
            return false;
        }
    }

    @PreDestroy
    void close() throws ExecutionException, InterruptedException {
        if (model.isDone() && !model.isCompletedExceptionally()) {
            model.get().close();
        }
    }
}
