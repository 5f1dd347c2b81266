package io.dynrefer.functions.api;

import io.dynrefer.referring.DenseRequest;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ProposalsRequest;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.referring.jobs.JobRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Reads a request with its image, from a JSON body or a form. */
@Singleton
public final class RequestReader {
    private final ImageSource images;

    RequestReader(ImageSource images) {
        this.images = images;
    }

    /** The request that this JSON is. */
    ReferRequest read(byte[] json) {
        WireRequest wire = Json.readSent(json, WireRequest.class);
        return wire.toRequest(images.named(wire.image()), images::named);
    }

    /** The request in a form's part {@code request}, about its file {@code image}. */
    ReferRequest read(@Nullable FileUpload image, @Nullable String request) {
        WireRequest wire = Json.readSent(required(request).getBytes(StandardCharsets.UTF_8), WireRequest.class);
        return wire.toRequest(images.uploaded(image, wire.image()), images::named);
    }

    /** The photo to find boxes in that this JSON is. */
    ProposalsRequest readProposals(byte[] json) {
        ProposalsRequest.Wire wire = Json.readSent(json, ProposalsRequest.Wire.class);
        return wire.toRequest(images.named(wire.image()));
    }

    /** The same in a form's part {@code request}, which may be left out, about its file {@code image}. */
    ProposalsRequest readProposals(@Nullable FileUpload image, @Nullable String request) {
        ProposalsRequest.Wire wire = request == null
                ? new ProposalsRequest.Wire(null, null, null)
                : Json.readSent(request.getBytes(StandardCharsets.UTF_8), ProposalsRequest.Wire.class);
        return wire.toRequest(images.uploaded(image, wire.image()));
    }

    /** The photo to caption densely that this JSON is. */
    DenseRequest readDense(byte[] json) {
        DenseRequest.Wire wire = DenseRequest.Wire.read(json);
        return wire.toRequest(images.named(wire.refer().image()));
    }

    /** The same in a form's part {@code request}, which may be left out, about its file {@code image}. */
    DenseRequest readDense(@Nullable FileUpload image, @Nullable String request) {
        String json = request == null ? "{}" : request;
        DenseRequest.Wire wire = DenseRequest.Wire.read(json.getBytes(StandardCharsets.UTF_8));
        return wire.toRequest(images.uploaded(image, wire.refer().image()));
    }

    /** A job to be handed in. */
    record JobSubmission(JobRequest request, EncodedImage image) {}

    /** The job that this JSON is. */
    JobSubmission readJob(byte[] json) {
        JobRequest request = JobRequest.read(json);
        return new JobSubmission(request, images.named(request.wire().image()));
    }

    /** The job in a form's part {@code request}, about its file {@code image}. */
    JobSubmission readJob(@Nullable FileUpload image, @Nullable String json) {
        JobRequest request = JobRequest.read(required(json).getBytes(StandardCharsets.UTF_8));
        return new JobSubmission(request, images.uploaded(image, request.wire().image()));
    }

    private static String required(@Nullable String request) {
        if (request == null) {
            throw DynReferException.invalid(
                    "request",
                    "The form needs a part 'request' with the JSON of the request, e.g. {\"regions\": [{\"bbox\":"
                            + " [x, y, width, height]}]}.");
        }
        return request;
    }
}
