package io.dynrefer.functions.api;

import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.referring.ReferRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/refer} with {@code Accept: text/event-stream}: an event {@code region} for every task of a region as
 * soon as it is answered and for every region that fails, and at last {@code done} with the whole answer. What is wrong
 * with the request itself is an ordinary problem; what fails it later is an event {@code problem}.
 */
@Path(ReferStreamResource.PATH)
@Produces(MediaType.SERVER_SENT_EVENTS)
public final class ReferStreamResource {
    static final String PATH = "/v1/refer/events";

    private static final String REFER = "/v1/refer";

    private final Rooms rooms;
    private final RequestReader requests;
    private final Admission admission;
    private final ReferMetrics metrics;

    ReferStreamResource(Rooms rooms, RequestReader requests, Admission admission, ReferMetrics metrics) {
        this.rooms = rooms;
        this.requests = requests;
        this.admission = admission;
        this.metrics = metrics;
    }

    /** Sends those here who ask {@code /v1/refer} for events; left alone, the framework would send everybody. */
    static final class Choice {
        @ServerRequestFilter(preMatching = true, nonBlocking = true)
        public void choose(ContainerRequestContext request) {
            String accept = request.getHeaderString(HttpHeaders.ACCEPT);
            if (accept != null
                    && accept.startsWith(MediaType.SERVER_SENT_EVENTS)
                    && request.getUriInfo().getPath().equals(REFER)) {
                request.setRequestUri(URI.create(PATH));
            }
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Multi<OutboundSseEvent> stream(byte[] body, @Context Sse sse, @Context ContainerRequestContext context) {
        return stream(() -> requests.read(body), new EventWriter(sse, RequestIds.of(context)));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Blocking
    public Multi<OutboundSseEvent> stream(
            @RestForm("image") @Nullable FileUpload image,
            @RestForm("request") @Nullable String request,
            @Context Sse sse,
            @Context ContainerRequestContext context) {
        return stream(() -> requests.read(image, request), new EventWriter(sse, RequestIds.of(context)));
    }

    /** Waits until the request is under way: what the framework has a stream of, it cannot refuse any more. */
    private Multi<OutboundSseEvent> stream(Supplier<ReferRequest> request, EventWriter events) {
        Rooms.Visit here = rooms.here();
        return admission
                .begin(
                        () -> here.gateway()
                                .refer(here.counted(request.get()), events)
                                .whenComplete(events::end)
                                .thenAccept(metrics::record),
                        events)
                .await()
                .indefinitely()
                .events();
    }
}
