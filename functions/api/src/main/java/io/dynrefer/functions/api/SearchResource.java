package io.dynrefer.functions.api;

import io.dynrefer.functions.api.RegionSearch.Answer;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.WireRegion;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Searches the index that the server was started with, by words or by likeness. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
    private static final int TOP_K = 10;
    private static final int LONGEST_QUERY = 200; // letters

    private final RegionSearch search;
    private final ImageSource images;
    private final Admission admission;

    SearchResource(RegionSearch search, ImageSource images, Admission admission) {
        this.search = search;
        this.images = images;
        this.admission = admission;
    }

    /** The body: a query, or an image with a region of it. */
    record Request(
            @Nullable String query,
            @Nullable String image,
            @Nullable WireRegion region,
            @Nullable Integer topK) {}

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<Answer> search(byte[] body) {
        return admission.run(() -> CompletableFuture.completedStage(answer(Json.readSent(body, Request.class))));
    }

    private Answer answer(Request request) {
        int most = request.topK() == null ? TOP_K : request.topK();
        if (request.query() == null) {
            return like(request, most);
        }
        if (request.image() != null || request.query().length() > LONGEST_QUERY) {
            throw DynReferException.invalid(
                    "query", "Give a query of at most " + LONGEST_QUERY + " letters, or an image; not both.");
        }
        return search.words(request.query(), most);
    }

    private Answer like(Request request, int most) {
        if (request.region() == null) {
            throw DynReferException.invalid(
                    "query", "Give a query such as \"red suitcase\", or an image and a region of it.");
        }
        EncodedImage image = images.named(request.image());
        WireRequest one = WireRequest.about(List.of(request.region()), null, null);
        return search.like(image, one.toRequest(image).regions().get(0).region(), most);
    }
}
