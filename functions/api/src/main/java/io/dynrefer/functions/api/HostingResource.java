package io.dynrefer.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What hosts of models call: {@code /ping} and {@code /invocations} of SageMaker's containers, {@code /v2/health} of
 * the Open Inference Protocol.
 */
@Path("/")
public final class HostingResource {
    private final SmallRyeHealthReporter health;
    private final Rooms rooms;
    private final RequestReader requests;
    private final Admission admission;
    private final ReferMetrics metrics;
    private final ChatResource chat;

    HostingResource(
            SmallRyeHealthReporter health,
            Rooms rooms,
            RequestReader requests,
            Admission admission,
            ReferMetrics metrics,
            ChatResource chat) {
        this.health = health;
        this.rooms = rooms;
        this.requests = requests;
        this.admission = admission;
        this.metrics = metrics;
        this.chat = chat;
    }

    /** Whether requests can be answered. */
    @GET
    @Path("{ready:ping|v2/health/ready}")
    @Blocking
    public Response ready() {
        return health.getReadiness().isDown()
                ? Response.status(ErrorCode.NOT_READY.status()).build()
                : Response.ok().build();
    }

    @GET
    @Path("v2/health/live")
    public Response live() {
        return Response.ok().build();
    }

    /** A request of {@code /v1/refer}, or of the chat API if it has messages. */
    @POST
    @Path("invocations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<Response> invoke(byte[] body, @Context ContainerRequestContext context) {
        Rooms.Visit here = rooms.here();
        if (Json.read(body, JsonNode.class).has("messages")) {
            return chat.answer(body, here, RequestIds.of(context));
        }
        return admission
                .run(() -> here.gateway().refer(here.counted(requests.read(body))))
                .invoke(metrics::record)
                .map(response ->
                        Response.ok(response, MediaType.APPLICATION_JSON_TYPE).build());
    }
}
