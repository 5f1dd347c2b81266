package io.dynrefer.functions.encode;

import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Propose;
import io.dynrefer.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@link io.dynrefer.referring.EncodeFunction} and {@link io.dynrefer.referring.ProposeFunction} over HTTP. */
@Path("/")
public final class EncodeResource {
    private final EncodeWorkers workers;

    EncodeResource(EncodeWorkers workers) {
        this.workers = workers;
    }

    @POST
    @Path("encode")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Encode.Response> encode(byte[] body) {
        return Uni.createFrom().completionStage(() -> workers.encode(() -> Json.read(body, Encode.Request.class)));
    }

    @POST
    @Path("propose")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Propose.Response> propose(byte[] body) {
        return Uni.createFrom().completionStage(() -> workers.propose(() -> Json.read(body, Propose.Request.class)));
    }
}
