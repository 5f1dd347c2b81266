package io.dynrefer.functions.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.aws.LambdaCalls;
import io.dynrefer.functions.aws.Notifications;
import io.dynrefer.functions.aws.Queues;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.jobs.CollectFunction;
import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@link CollectFunction} behind Lambda, for messages about encoded jobs. */
@Singleton
public final class CollectBinding {
    private final CollectFunction function;
    private final JobEvents events;

    CollectBinding(
            BlobStore store,
            ModelCard model,
            ImageReader images,
            LimitSettings limits,
            LambdaCalls lambda,
            Queues queues,
            Notifications notifications,
            JobEvents events) {
        this.function = new CollectFunction(
                store,
                new Reception(Artefacts.in(store), model, new Images(images), limits.asLimits()),
                lambda,
                job -> queues.uploads().later(new JobQueue.Message(job)),
                notifications);
        this.events = events;
    }

    @Funq("collect")
    public ObjectNode collect(JsonNode event) {
        return events.handle(event, function::handle);
    }
}
