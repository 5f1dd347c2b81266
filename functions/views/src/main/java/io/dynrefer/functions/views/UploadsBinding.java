package io.dynrefer.functions.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.aws.Notifications;
import io.dynrefer.functions.aws.Queues;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.referring.Crops;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.referring.jobs.UploadsFunction;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@link UploadsFunction} behind Lambda, for events about uploaded objects. */
@Singleton
public final class UploadsBinding {
    private final UploadsFunction function;
    private final JobEvents events;

    UploadsBinding(
            BlobStore store,
            ModelCard model,
            ImageReader images,
            LimitSettings limits,
            NotifySettings notify,
            Queues queues,
            Notifications notifications,
            JobEvents events) {
        Images decoded = new Images(images);
        Artefacts artefacts = Artefacts.in(store);
        ViewsFunction views = new ViewsFunction(artefacts, decoded, Crops.stored(artefacts));
        this.function = new UploadsFunction(
                store,
                new Reception(artefacts, model, decoded, limits.asLimits()),
                request -> CompletableFuture.completedStage(views.handle(request)),
                notify.origins(),
                queues.uploads(),
                queues.encode(),
                notifications);
        this.events = events;
    }

    @Funq("uploads")
    public ObjectNode uploads(JsonNode event) {
        return events.handle(event, function::handle);
    }
}
