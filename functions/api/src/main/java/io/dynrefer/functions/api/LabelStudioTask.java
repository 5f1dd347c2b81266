package io.dynrefer.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.api.LabelConfig.Control;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import io.dynrefer.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task of Label Studio: the question that it stands for, and the answer as results that share their region's id. */
final class LabelStudioTask {
    private static final double PERCENT = 100;
    private static final double CHOSEN = 0.5;

    private final LabelConfig config;
    private final Map<String, JsonNode> regions = new LinkedHashMap<>(); // values, by id

    /**
     * @param context what was just drawn; otherwise the regions are those of the task's newest annotation or prediction
     */
    LabelStudioTask(LabelConfig config, JsonNode task, JsonNode context) {
        this.config = config;
        JsonNode results = context.path("result");
        for (String drafts : List.of("annotations", "predictions")) {
            JsonNode all = task.path(drafts);
            results = results.isEmpty() && !all.isEmpty()
                    ? all.path(all.size() - 1).path("result")
                    : results;
        }
        for (JsonNode result : results) {
            JsonNode value = result.path("value");
            if ((value.has("width") && value.has("height")) || value.has("points")) {
                regions.putIfAbsent(result.path("id").asText(), value);
            }
        }
    }

    /** What is asked; nothing if there is no region or nothing that takes an answer. */
    Optional<WireRequest> question() {
        if (regions.isEmpty() || config.controls().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode request = Json.mapper().createObjectNode();
        ArrayNode list = request.putArray("regions");
        regions.forEach((id, value) -> region(list.addObject().put("id", id), value));
        ArrayNode tasks = request.putArray("tasks");
        config.controls().keySet().forEach(task -> tasks.add(task.wireName()));
        ObjectNode vocabulary = Json.mapper().createObjectNode();
        words(Task.CATEGORY).forEach(vocabulary.withArray("/categories")::add);
        words(Task.ATTRIBUTES).forEach(vocabulary.withArray("/attributes")::add);
        if (!vocabulary.isEmpty()) {
            request.set("vocabulary", vocabulary);
        }
        return Optional.of(Json.read(request, WireRequest.class));
    }

    private List<String> words(Task task) {
        Control control = config.controls().get(task);
        return control == null ? List.of() : control.words();
    }

    /** Percent of the image are fractions here; of a polygon its box counts. */
    private static void region(ObjectNode region, JsonNode value) {
        double x1 = value.path("x").asDouble();
        double y1 = value.path("y").asDouble();
        double x2 = x1 + value.path("width").asDouble();
        double y2 = y1 + value.path("height").asDouble();
        if (value.has("points")) {
            x1 = y1 = PERCENT;
            x2 = y2 = 0;
            for (JsonNode point : value.path("points")) {
                x1 = Math.min(x1, point.path(0).asDouble());
                x2 = Math.max(x2, point.path(0).asDouble());
                y1 = Math.min(y1, point.path(1).asDouble());
                y2 = Math.max(y2, point.path(1).asDouble());
            }
        }
        x1 = Math.max(0, x1);
        y1 = Math.max(0, y1);
        region.put("bbox_format", "normalized")
                .putArray("bbox")
                .add(x1 / PERCENT)
                .add(y1 / PERCENT)
                .add((Math.min(PERCENT, x2) - x1) / PERCENT)
                .add((Math.min(PERCENT, y2) - y1) / PERCENT);
    }

    /** The prediction. */
    ObjectNode prediction(ReferResponse response) {
        ObjectNode prediction = Json.mapper()
                .createObjectNode()
                .put("model_version", response.model().version());
        ArrayNode results = prediction.putArray("result");
        for (RegionAnswer region : response.regions()) {
            if (region.error() == null) {
                config.controls()
                        .forEach((task, control) -> value(task, control, region)
                                .ifPresent(said -> results.add(result(control, region.id(), said, response.image()))));
            }
        }
        double score = 0;
        for (JsonNode result : results) {
            score += result.path("score").asDouble() / results.size();
        }
        return prediction.put("score", score);
    }

    /**
     * What a control is told.
     *
     * @param score a probability, where the answer has one
     */
    private record Said(
            String member, List<String> words, @Nullable Double score) {}

    private static Optional<Said> value(Task task, Control control, RegionAnswer region) {
        return switch (task) {
            case CATEGORY ->
                first(region.categories())
                        .map(best -> new Said(control.type(), List.of(best.name()), best.probability()));
            case CAPTION ->
                region.caption() == null || region.caption().text().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Said("text", List.of(region.caption().text()), null));
            case TAGS -> chosen(control, region.tags());
            case ATTRIBUTES -> chosen(control, region.attributes());
        };
    }

    private static Optional<ScoredLabel> first(@Nullable List<ScoredLabel> labels) {
        return labels == null ? Optional.empty() : labels.stream().findFirst();
    }

    private static Optional<Said> chosen(Control control, @Nullable List<ScoredLabel> labels) {
        List<ScoredLabel> chosen = labels == null
                ? List.of()
                : labels.stream()
                        .filter(label -> label.score() >= CHOSEN)
                        .filter(label ->
                                control.words().isEmpty() || control.words().contains(label.name()))
                        .toList();
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(new Said(
                        control.type(),
                        chosen.stream().map(ScoredLabel::name).toList(),
                        chosen.get(0).score()));
    }

    private ObjectNode result(Control control, String id, Said said, ReferResponse.Image image) {
        ObjectNode result = Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("type", control.type())
                .put("from_name", control.name())
                .put("to_name", config.object())
                .put("original_width", image.width())
                .put("original_height", image.height())
                .put("image_rotation", 0);
        ObjectNode value = result.putObject("value");
        JsonNode place = regions.get(id);
        if (place != null) {
            for (String member : List.of("x", "y", "width", "height", "rotation", "points", "closed")) {
                if (place.has(member)) {
                    value.set(member, place.get(member));
                }
            }
        }
        ArrayNode words = value.putArray(said.member());
        for (String word : said.words()) {
            if (said.member().equals("taxonomy")) {
                words.addArray().add(word); // a path of one step
            } else {
                words.add(word);
            }
        }
        if (said.score() != null) {
            result.put("score", said.score());
        }
        return result;
    }
}
