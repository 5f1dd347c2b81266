package io.dynrefer.functions.decode;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.referring.DecodeFunction;
import io.dynrefer.referring.TaskDecoder;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads what the exported task needs of the model, and nothing else, when the function starts. */
@Singleton
final class Decoders {
    private static final String EXPORT = "quarkus.funqy.export";
    private static final Logger LOG = Logger.getLogger(Decoders.class);

    @Produces
    @Singleton
    @Startup
    DecodeFunction function(
            DynReferModel model,
            DecodeSettings settings,
            BlobStore store,
            @ConfigProperty(name = EXPORT) String export) {
        TaskDecoder decoder = TaskDecoder.of(task(export), model);
        LOG.infof("Answers %s with %s", export, model.id());
        return new DecodeFunction(
                Artefacts.in(store), model.id(), decoder, settings.decode().batches());
    }

    @Produces
    @Singleton
    DynReferModel model(DecodeSettings settings, @ConfigProperty(name = EXPORT) String export) {
        return DynReferModel.load(
                settings.weights(),
                Set.of(Part.of(task(export))),
                settings.precision().orElse(null),
                BatchSizes.DEFAULT);
    }

    void close(@Disposes DynReferModel model) {
        model.close();
    }

    /** The task of an export; {@code QUARKUS_FUNQY_EXPORT} names it. */
    static Task task(String export) {
        return Arrays.stream(Task.values())
                .filter(task -> task.wireName().equals(export))
                .findFirst()
                .orElseThrow(() -> DynReferException.invalid(
                        EXPORT,
                        EXPORT + " names the task to answer: "
                                + Arrays.stream(Task.values())
                                        .map(Task::wireName)
                                        .collect(Collectors.joining(", "))
                                + "; not '" + export + "'."));
    }
}
