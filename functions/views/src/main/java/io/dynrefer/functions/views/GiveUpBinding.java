package io.dynrefer.functions.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.aws.Notifications;
import io.dynrefer.referring.jobs.GiveUpFunction;
import io.dynrefer.store.BlobStore;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** {@link GiveUpFunction} behind Lambda, for the dead letters of every queue of jobs. */
@Singleton
public final class GiveUpBinding {
    private final GiveUpFunction function;
    private final JobEvents events;

    GiveUpBinding(BlobStore store, Notifications notifications, JobEvents events) {
        this.function = new GiveUpFunction(store, notifications);
        this.events = events;
    }

    @Funq("giveup")
    public ObjectNode giveUp(JsonNode event) {
        return events.handle(event, (job, attempt) -> function.handle(job));
    }
}
