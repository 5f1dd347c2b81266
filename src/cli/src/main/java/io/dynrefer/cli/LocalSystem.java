package io.dynrefer.cli;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.referring.DecodeFunction;
import io.dynrefer.referring.EncodeFunction;
import io.dynrefer.referring.Functions;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.Plan;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.TaskDecoder;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Task;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.views.ImageLimits;
import io.dynrefer.views.ImageReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The parts of the system that one inquiry needs, in this process: gateway, functions, model, and an object store in a
 * folder. What is not needed, above all the language model, is not loaded.
 */
final class LocalSystem implements Referrer {
    /** Crops or regions in one forward pass: enough to fill a processor, little enough for its memory. */
    private static final int BATCH_SIZE = 8;

    private final DynReferModel model;
    private final ExecutorService executor;
    private final Gateway gateway;

    private LocalSystem(DynReferModel model, BlobStore store, Set<Task> tasks) {
        this.model = model;
        this.executor = Executors.newFixedThreadPool(Task.values().length);
        ImageReader images = new ImageReader(ImageLimits.DEFAULT);
        Functions functions = new LocalFunctions(
                new ViewsFunction(store, images),
                new EncodeFunction(store, model.imageEncoder(), model.regionEncoder(), BATCH_SIZE),
                decoders(model, store, tasks),
                executor);
        this.gateway = new Gateway(store, functions, model.card(), images, ReferLimits.DEFAULT);
    }

    /** Opens what this request needs of the weights, and a store, whose folder is made if it is not there. */
    static LocalSystem open(Path weights, Path store, ReferRequest request) {
        if (!Files.isDirectory(weights)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "--weights",
                    "There is no folder " + weights + "; 'dynrefer convert' and 'dynrefer init-weights' make one.");
        }
        Set<Task> tasks = tasks(request);
        return new LocalSystem(DynReferModel.load(weights, parts(tasks)), new DirectoryBlobStore(store), tasks);
    }

    /** The tasks that run: those asked for, and tags where a caption needs them. */
    private static Set<Task> tasks(ReferRequest request) {
        Set<Task> tasks = EnumSet.noneOf(Task.class);
        Plan.of(request.tasks(), request.views(), request.controls())
                .referrals()
                .forEach(referral -> tasks.addAll(referral.tasks()));
        return tasks;
    }

    private static Set<Part> parts(Set<Task> tasks) {
        Set<Part> parts = EnumSet.of(Part.IMAGE_ENCODER, Part.REGION_ENCODER);
        tasks.forEach(task -> parts.add(part(task)));
        return parts;
    }

    private static Part part(Task task) {
        return switch (task) {
            case TAGS -> Part.TAGS;
            case CATEGORY, ATTRIBUTES -> Part.CONTRAST;
            case CAPTION -> Part.CAPTION;
        };
    }

    private static TaskDecoder decoder(DynReferModel model, Task task) {
        return switch (task) {
            case TAGS -> new TaskDecoder.Tags(model.tagDecoder());
            case CATEGORY -> new TaskDecoder.Category(model.contrastiveDecoder());
            case ATTRIBUTES -> new TaskDecoder.Attributes(model.contrastiveDecoder());
            case CAPTION -> new TaskDecoder.Caption(model.captionDecoder());
        };
    }

    private static Map<Task, DecodeFunction> decoders(DynReferModel model, BlobStore store, Set<Task> tasks) {
        Map<Task, DecodeFunction> decoders = new EnumMap<>(Task.class);
        for (Task task : tasks) {
            decoders.put(task, new DecodeFunction(store, model.id(), decoder(model, task), BATCH_SIZE));
        }
        return decoders;
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
