package io.dynrefer.functions.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.rest.ProblemMapper;
import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.referring.Problem;
import io.dynrefer.store.Json;
import io.dynrefer.views.image.ImageReader;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The OpenAI chat API, for clients that speak nothing else. Failures are in that API's form. */
@Path("/v1/chat/completions")
public final class ChatResource {
    private final Rooms rooms;
    private final ImageSource images;
    private final ImageReader reader;
    private final Admission admission;
    private final ReferMetrics metrics;

    ChatResource(Rooms rooms, ImageSource images, ImageReader reader, Admission admission, ReferMetrics metrics) {
        this.rooms = rooms;
        this.images = images;
        this.reader = reader;
        this.admission = admission;
        this.metrics = metrics;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<Response> complete(byte[] body, @Context ContainerRequestContext context) {
        Rooms.Visit here = rooms.here();
        return answer(body, here, RequestIds.of(context));
    }

    /** The same without {@code /v1}, as Describe Anything's server has it. */
    @Path("/chat/completions")
    public static final class Unversioned {
        private final ChatResource chat;

        Unversioned(ChatResource chat) {
            this.chat = chat;
        }

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        @Blocking
        public Uni<Response> complete(byte[] body, @Context ContainerRequestContext context) {
            return chat.complete(body, context);
        }
    }

    /** The answer to a request of the chat API. */
    Uni<Response> answer(byte[] json, Rooms.Visit here, String requestId) {
        return admission
                .run(() -> {
                    ChatRequest request = ChatRequest.read(json, images, reader);
                    return here.gateway()
                            .refer(here.counted(request.question()))
                            .thenApply(response -> {
                                metrics.record(response);
                                return answer(new ChatAnswer(requestId, request, response), request.stream());
                            });
                })
                .onFailure()
                .recoverWithItem(failure -> failed(ProblemMapper.problem(failure, requestId)));
    }

    private static Response answer(ChatAnswer answer, ChatRequest.Stream stream) {
        return stream == ChatRequest.Stream.NO
                ? Response.ok(answer.whole(), MediaType.APPLICATION_JSON_TYPE).build()
                : Response.ok(answer.events(), MediaType.SERVER_SENT_EVENTS).build();
    }

    private static Response failed(Problem problem) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.putObject("error")
                .put("message", problem.message())
                .put("type", problem.code().retryable() ? "server_error" : "invalid_request_error")
                .put("param", problem.field())
                .put("code", problem.code().wireName());
        Response.ResponseBuilder answer = Response.status(problem.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.text(document));
        return problem.code().retryable()
                ? answer.header(HttpHeaders.RETRY_AFTER, "2").build()
                : answer.build();
    }
}
