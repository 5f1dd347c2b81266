package io.dynrefer.functions.api;

import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.region.ImageDigest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Images that the store holds. */
@Path("/v1/images")
@Produces(MediaType.APPLICATION_JSON)
public final class ImagesResource {
    private final Rooms rooms;

    ImagesResource(Rooms rooms) {
        this.rooms = rooms;
    }

    @DELETE
    @Path("/{sha256}")
    @Blocking
    public Forgetting.Removal forget(@PathParam("sha256") String sha256) {
        return rooms.here().room().forgetting().forget(new ImageDigest(sha256));
    }
}
