package io.dynrefer.functions.api;

import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ViewsExplanation;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Questions about regions of an image: the answers, and the views they would be answered from. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ReferResource {
    private final Rooms rooms;
    private final RequestReader requests;
    private final Admission admission;
    private final ReferMetrics metrics;

    ReferResource(Rooms rooms, RequestReader requests, Admission admission, ReferMetrics metrics) {
        this.rooms = rooms;
        this.requests = requests;
        this.admission = admission;
        this.metrics = metrics;
    }

    @POST
    @Path("/refer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ReferResponse> refer(byte[] body) {
        Rooms.Visit here = rooms.here();
        return admission
                .run(() -> here.gateway().refer(here.counted(requests.read(body))))
                .invoke(metrics::record);
    }

    @POST
    @Path("/refer")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<ReferResponse> refer(
            @RestForm("image") @Nullable FileUpload image, @RestForm("request") @Nullable String request) {
        Rooms.Visit here = rooms.here();
        return admission
                .run(() -> here.gateway().refer(here.counted(requests.read(image, request))))
                .invoke(metrics::record);
    }

    @POST
    @Path("/views")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ViewsExplanation> views(byte[] body) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> here.gateway().explain(here.counted(requests.read(body))));
    }

    @POST
    @Path("/views")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<ViewsExplanation> views(
            @RestForm("image") @Nullable FileUpload image, @RestForm("request") @Nullable String request) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> here.gateway().explain(here.counted(requests.read(image, request))));
    }
}
