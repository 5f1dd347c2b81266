package io.dynrefer.functions.api;

import io.dynrefer.pipeline.Gateway;
import io.dynrefer.pipeline.ReferRequest;
import io.dynrefer.pipeline.ReferResponse;
import io.dynrefer.pipeline.ViewsExplanation;
import io.dynrefer.pipeline.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Questions about regions of an image: the answers, and the views they would be answered from. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ReferResource {
    private final Gateway gateway;
    private final ImageSource images;
    private final Admission admission;
    private final BodyLimit limit;

    ReferResource(Gateway gateway, ImageSource images, Admission admission, BodyLimit limit) {
        this.gateway = gateway;
        this.images = images;
        this.admission = admission;
        this.limit = limit;
    }

    @POST
    @Path("/refer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ReferResponse> refer(InputStream body) {
        return ask(body, Gateway::refer);
    }

    @POST
    @Path("/refer")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<ReferResponse> refer(
            @RestForm("image") @Nullable FileUpload image, @RestForm("request") @Nullable String request) {
        return ask(image, request, Gateway::refer);
    }

    @POST
    @Path("/views")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ViewsExplanation> views(InputStream body) {
        return ask(body, Gateway::explain);
    }

    @POST
    @Path("/views")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<ViewsExplanation> views(
            @RestForm("image") @Nullable FileUpload image, @RestForm("request") @Nullable String request) {
        return ask(image, request, Gateway::explain);
    }

    private <T> Uni<T> ask(InputStream body, BiFunction<Gateway, ReferRequest, CompletionStage<T>> question) {
        byte[] json = limit.read(body);
        return admission.run(() -> {
            WireRequest wire = Json.read(json, WireRequest.class);
            return question.apply(gateway, wire.toRequest(images.named(wire.image())));
        });
    }

    private <T> Uni<T> ask(
            @Nullable FileUpload image,
            @Nullable String request,
            BiFunction<Gateway, ReferRequest, CompletionStage<T>> question) {
        return admission.run(() -> {
            if (request == null) {
                throw DynReferException.invalid(
                        "request",
                        "The form needs a part 'request' with the JSON of the request, e.g. {\"regions\": [{\"bbox\":"
                                + " [x, y, width, height]}]}.");
            }
            WireRequest wire = Json.read(request, WireRequest.class);
            return question.apply(gateway, wire.toRequest(images.uploaded(image, wire.image())));
        });
    }
}
