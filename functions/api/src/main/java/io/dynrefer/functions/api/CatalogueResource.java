package io.dynrefer.functions.api;

import io.dynrefer.referring.Gateway;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Task;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** What can be asked, and which model answers. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class CatalogueResource {
    private final Gateway gateway;

    CatalogueResource(Gateway gateway) {
        this.gateway = gateway;
    }

    /** The answer to {@code GET /v1/tasks}. */
    public record Tasks(List<TaskCard> tasks) {}

    /**
     * A task and the views it sees when a request leaves the choice to the task.
     *
     * @param views interpolation coefficients in order, 0 (the region itself) first
     */
    public record TaskCard(Task task, List<Double> views) {}

    /** The answer to {@code GET /v1/models}. */
    public record Models(List<ModelCard> models) {}

    @GET
    @Path("/tasks")
    public Tasks tasks() {
        return new Tasks(Arrays.stream(Task.values())
                .map(task -> new TaskCard(task, gateway.model().views(task)))
                .toList());
    }

    @GET
    @Path("/models")
    public Models models() {
        return new Models(List.of(gateway.model()));
    }
}
