package io.dynrefer.functions.api;

import io.dynrefer.referring.ProposalsRequest;
import io.dynrefer.referring.ProposalsResponse;
import io.dynrefer.referring.ReferResponse;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Photos whose boxes are found: the boxes themselves, and what is in them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ProposalsResource {
    private final Rooms rooms;
    private final RequestReader requests;
    private final Admission admission;
    private final ReferMetrics metrics;

    ProposalsResource(Rooms rooms, RequestReader requests, Admission admission, ReferMetrics metrics) {
        this.rooms = rooms;
        this.requests = requests;
        this.admission = admission;
        this.metrics = metrics;
    }

    @POST
    @Path("/proposals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ProposalsResponse> proposals(byte[] body) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> proposals(here, requests.readProposals(body)));
    }

    @POST
    @Path("/proposals")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<ProposalsResponse> proposals(
            @RestForm("image") @Nullable FileUpload image, @RestForm("request") @Nullable String request) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> proposals(here, requests.readProposals(image, request)));
    }

    private static CompletionStage<ProposalsResponse> proposals(Rooms.Visit here, ProposalsRequest request) {
        return here.gateway().proposals(request.image()).thenApply(request::answer);
    }

    @POST
    @Path("/dense-captions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ReferResponse> denseCaptions(byte[] body) {
        Rooms.Visit here = rooms.here();
        return admission
                .run(() -> here.gateway().denseCaptions(here.counted(requests.readDense(body))))
                .invoke(metrics::record);
    }

    @POST
    @Path("/dense-captions")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<ReferResponse> denseCaptions(
            @RestForm("image") @Nullable FileUpload image, @RestForm("request") @Nullable String request) {
        Rooms.Visit here = rooms.here();
        return admission
                .run(() -> here.gateway().denseCaptions(here.counted(requests.readDense(image, request))))
                .invoke(metrics::record);
    }
}
