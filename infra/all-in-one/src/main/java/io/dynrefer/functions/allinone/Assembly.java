package io.dynrefer.functions.allinone;

import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.referring.DecodeFunction;
import io.dynrefer.referring.EncodeFunction;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.TaskDecoder;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.ImageReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts every function together around one model and one store, at start. */
@Singleton
final class Assembly {
    private final AllInOneSettings settings;
    private final BlobStore store;
    private final ImageReader images;

    Assembly(AllInOneSettings settings, BlobStore store, ImageReader images) {
        this.settings = settings;
        this.store = store;
        this.images = images;
    }

    @Produces
    @Singleton
    @Startup
    Gateway gateway(DynReferModel model, LocalFunctions functions, LimitSettings limits) {
        return new Gateway(store, functions, model.card(), images, limits.asLimits());
    }

    @Produces
    @Singleton
    EncodeFunction encode(DynReferModel model) {
        return new EncodeFunction(
                store,
                model.imageEncoder(),
                model.regionEncoder(),
                settings.local().batchSize());
    }

    @Produces
    @Singleton
    LocalFunctions functions(DynReferModel model, EncodeFunction encode, Workers workers) {
        return new LocalFunctions(
                new ViewsFunction(store, images),
                encode,
                decoders(model, settings.local().batchSize()),
                workers.threads());
    }

    private Map<Task, DecodeFunction> decoders(DynReferModel model, int batchSize) {
        return Stream.of(
                        new TaskDecoder.Tags(model.tagDecoder()),
                        new TaskDecoder.Category(model.contrastiveDecoder()),
                        new TaskDecoder.Attributes(model.contrastiveDecoder()),
                        new TaskDecoder.Caption(model.captionDecoder()))
                .map(decoder -> new DecodeFunction(store, model.id(), decoder, batchSize))
                .collect(Collectors.toMap(DecodeFunction::task, Function.identity()));
    }

    @Produces
    @Singleton
    DynReferModel model() {
        if (!Files.isDirectory(settings.weights())) {
            throw DynReferException.invalid(
                    "dynrefer.weights",
                    "dynrefer.weights names no folder: " + settings.weights().toAbsolutePath());
        }
        return DynReferModel.load(settings.weights(), Part.ALL);
    }

    void close(@Disposes DynReferModel model) {
        model.close();
    }

    /** The threads of the functions. */
    record Workers(ExecutorService threads) {}

    @Produces
    @Singleton
    Workers workers() {
        return new Workers(Executors.newFixedThreadPool(settings.local().threads()));
    }

    void stop(@Disposes Workers workers) {
        workers.threads().shutdown();
    }
}
