package io.dynrefer.functions.api;

import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.Jobs;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Questions that are answered later. */
@Path(JobsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
    static final String PATH = "/v1/jobs";

    private final Rooms rooms;
    private final RequestReader requests;
    private final Admission admission;

    JobsResource(Rooms rooms, RequestReader requests, Admission admission) {
        this.rooms = rooms;
        this.requests = requests;
        this.admission = admission;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<Response> submit(byte[] body, @RestHeader(Jobs.IDEMPOTENCY_KEY) @Nullable String key) {
        return submit(() -> requests.readJob(body), key);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Response> submit(
            @RestForm("image") @Nullable FileUpload image,
            @RestForm("request") @Nullable String request,
            @RestHeader(Jobs.IDEMPOTENCY_KEY) @Nullable String key) {
        return submit(() -> requests.readJob(image, request), key);
    }

    private Uni<Response> submit(Supplier<RequestReader.JobSubmission> submission, @Nullable String key) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> CompletableFuture.completedStage(accepted(submitted(here, submission.get(), key))));
    }

    private static JobId submitted(Rooms.Visit here, RequestReader.JobSubmission submission, @Nullable String key) {
        here.oneMoreJob();
        Jobs jobs = here.room().jobs();
        JobId job = key == null
                ? jobs.submit(submission.request(), submission.image())
                : jobs.submit(submission.request(), submission.image(), key);
        here.room().starter().handedIn(job);
        return job;
    }

    private static Response accepted(JobId job) {
        // Not location(): it asks for the request, which this thread has no part in.
        return Response.accepted(Jobs.Job.queued(job))
                .header(HttpHeaders.LOCATION, PATH + "/" + job)
                .build();
    }

    @GET
    @Path("/{job}")
    @Blocking
    public Jobs.Job find(@PathParam("job") String job) {
        return rooms.here().room().jobs().find(JobId.named(job));
    }

    @DELETE
    @Path("/{job}")
    @Blocking
    public Jobs.Job cancel(@PathParam("job") String job) {
        return rooms.here().room().jobs().cancel(JobId.named(job));
    }

    /** Starts a failed job again. */
    @POST
    @Path("/{job}/replay")
    @Blocking
    public Response replay(@PathParam("job") String name) {
        JobId job = JobId.named(name);
        TenantRoom room = rooms.here().room();
        room.starter().handedIn(room.jobs().replay(job));
        return accepted(job);
    }
}
