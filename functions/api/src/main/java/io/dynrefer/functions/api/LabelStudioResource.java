package io.dynrefer.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * A machine-learning backend of Label Studio: says what is in the regions that a task has, or in the one just drawn. A
 * task that cannot be answered has no result and does not fail its neighbours.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LabelStudioResource {
    private static final Logger LOG = Logger.getLogger(LabelStudioResource.class);

    private final Rooms rooms;
    private final LabelStudioImages images;
    private final Admission admission;
    private final ReferMetrics metrics;

    LabelStudioResource(Rooms rooms, LabelStudioImages images, Admission admission, ReferMetrics metrics) {
        this.rooms = rooms;
        this.images = images;
        this.admission = admission;
        this.metrics = metrics;
    }

    @GET
    @Path("health")
    public ObjectNode health() {
        return Json.mapper().createObjectNode().put("status", "UP").put("model_class", "DynRefer");
    }

    @POST
    @Path("setup")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode setup(JsonNode project) {
        String config = project.path("schema").asText();
        if (!config.isEmpty()) {
            LabelConfig.read(config); // refused now rather than with the first task
        }
        return Json.mapper()
                .createObjectNode()
                .put("model_version", modelVersion(rooms.here().gateway()));
    }

    private static String modelVersion(Gateway gateway) {
        var card = gateway.model();
        return new ReferResponse.Model(card.id(), card.preset(), card.trained()).version();
    }

    @POST
    @Path("predict")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public Uni<ObjectNode> predict(byte[] body) {
        Rooms.Visit here = rooms.here();
        return admission.run(() -> {
            JsonNode request = Json.read(body, JsonNode.class);
            LabelConfig config = LabelConfig.read(request.path("label_config").asText());
            JsonNode context = request.at("/params/context");
            ObjectNode answer = Json.mapper().createObjectNode();
            ArrayNode results = answer.putArray("results");
            CompletionStage<ArrayNode> all = CompletableFuture.completedStage(results);
            for (JsonNode task : request.path("tasks")) {
                all = all.thenCompose(
                        done -> predict(here, config, task, context).thenApply(done::add));
            }
            return all.thenApply(done -> answer);
        });
    }

    private CompletionStage<ObjectNode> predict(Rooms.Visit here, LabelConfig config, JsonNode task, JsonNode context) {
        LabelStudioTask asked = new LabelStudioTask(config, task, context);
        CompletionStage<ObjectNode> prediction;
        try {
            Optional<WireRequest> question = asked.question();
            if (question.isEmpty()) {
                return CompletableFuture.completedStage(nothing(here.gateway()));
            }
            String image = task.path("data").path(config.image()).asText();
            prediction = here.gateway()
                    .refer(here.counted(question.get().toRequest(images.named(image))))
                    .thenApply(response -> {
                        metrics.record(response);
                        return asked.prediction(response);
                    });
        } catch (DynReferException e) {
            prediction = CompletableFuture.failedStage(e);
        }
        return prediction.exceptionally(failure -> {
            LOG.warnf("Task %s of Label Studio has no prediction: %s", task.path("id"), failure.getMessage());
            return nothing(here.gateway());
        });
    }

    private static ObjectNode nothing(Gateway gateway) {
        ObjectNode prediction = Json.mapper().createObjectNode().put("model_version", modelVersion(gateway));
        prediction.putArray("result");
        return prediction.put("score", 0.0);
    }
}
