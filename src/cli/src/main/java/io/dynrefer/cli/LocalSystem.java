package io.dynrefer.cli;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.pipeline.DecodeFunction;
import io.dynrefer.pipeline.EncodeFunction;
import io.dynrefer.pipeline.Functions;
import io.dynrefer.pipeline.Gateway;
import io.dynrefer.pipeline.LocalFunctions;
import io.dynrefer.pipeline.ReferLimits;
import io.dynrefer.pipeline.ReferResponse;
import io.dynrefer.pipeline.TaskDecoder;
import io.dynrefer.pipeline.ViewsFunction;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Task;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.views.ImageLimits;
import io.dynrefer.views.ImageReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every part of the system in this process: gateway, functions, model, and an object store in a folder. */
final class LocalSystem implements Referrer {
    /** Crops or regions in one forward pass: enough to fill a processor, little enough for its memory. */
    private static final int BATCH_SIZE = 8;

    private final DynReferModel model;
    private final ExecutorService executor;
    private final Gateway gateway;

    private LocalSystem(DynReferModel model, BlobStore store) {
        this.model = model;
        this.executor = Executors.newFixedThreadPool(Task.values().length);
        ImageReader images = new ImageReader(ImageLimits.DEFAULT);
        Functions functions = new LocalFunctions(
                new ViewsFunction(store, images),
                new EncodeFunction(store, model.imageEncoder(), model.regionEncoder(), BATCH_SIZE),
                decoders(model, store),
                executor);
        this.gateway = new Gateway(store, functions, model.card(), images, ReferLimits.DEFAULT);
    }

    /** Opens weights and a store; the store's folder is made if it is not there. */
    static LocalSystem open(Path weights, Path store) {
        if (!Files.isDirectory(weights)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "--weights",
                    "There is no folder " + weights + "; 'dynrefer convert' and 'dynrefer init-weights' make one.");
        }
        return new LocalSystem(DynReferModel.load(weights, DynReferModel.Part.ALL), new DirectoryBlobStore(store));
    }

    private static Map<Task, DecodeFunction> decoders(DynReferModel model, BlobStore store) {
        return Stream.of(
                        new TaskDecoder.Tags(model.tagDecoder()),
                        new TaskDecoder.Category(model.contrastiveDecoder()),
                        new TaskDecoder.Attributes(model.contrastiveDecoder()),
                        new TaskDecoder.Caption(model.captionDecoder()))
                .map(decoder -> new DecodeFunction(store, model.regionEncoder().id(), decoder, BATCH_SIZE))
                .collect(Collectors.toMap(DecodeFunction::task, Function.identity()));
    }

    @Override
    public ReferResponse refer(Inquiry inquiry) {
        return gateway.refer(inquiry.request()).toCompletableFuture().join();
    }

    @Override
    public void close() {
        List<Runnable> unstarted = executor.shutdownNow();
        if (!unstarted.isEmpty()) {
            throw new IllegalStateException(unstarted.size() + " steps were still waiting");
        }
        model.close();
    }
}
