package io.dynrefer.functions.api;

import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.KeptVocabulary;
import io.dynrefer.store.Json;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Words and examples that are kept for use by name; each tenant has its own. */
@Path("/v1/vocabularies")
@Produces(MediaType.APPLICATION_JSON)
public final class VocabulariesResource {
    private final Rooms rooms;
    private final ImageSource images;
    private final Admission admission;

    VocabulariesResource(Rooms rooms, ImageSource images, Admission admission) {
        this.rooms = rooms;
        this.images = images;
        this.admission = admission;
    }

    /** The answer to {@code GET /v1/vocabularies}. */
    public record Kept(List<KeptVocabularies.Card> vocabularies) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<KeptVocabularies.Card> keep(byte[] body) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> {
            KeptVocabularies kept = here.room().vocabularies();
            KeptVocabularies.Wanted wanted = Json.readSent(body, KeptVocabularies.Wanted.class);
            return CompletableFuture.completedStage(kept.keep(wanted, here.counted(kept.read(wanted, images::named))));
        });
    }

    @GET
    @Blocking
    public Kept list() {
        return new Kept(rooms.here().room().vocabularies().list());
    }

    @GET
    @Path("/{name}")
    @Blocking
    public KeptVocabulary find(@PathParam("name") String name) {
        return rooms.here().room().vocabularies().find(name);
    }

    @DELETE
    @Path("/{name}")
    @Blocking
    public KeptVocabularies.Card delete(@PathParam("name") String name) {
        return rooms.here().room().vocabularies().delete(name);
    }
}
