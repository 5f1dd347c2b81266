package io.dynrefer.cli.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.ScoredLabel;
import java.io.IOException;
import java.util.List;

/**
 * Answers as Label Studio tasks with predictions. A region is several results that share one id: its box in percent of
 * the image, its caption ({@code textarea} named {@code caption}), and its tags and attributes ({@code choices}).
 * Attributes count as chosen from a probability of one half; what is empty is left out. A category's result has its
 * probability as {@code score} where the model gives one, choices have that of the likeliest.
 */
final class LabelStudioAnswer {
    private static final double CHOSEN = 0.5;
    private static final double PERCENT = 100;

    private final AnsweredPhoto photo;
    private final ArrayNode results;

    private LabelStudioAnswer(AnsweredPhoto photo, ArrayNode results) {
        this.photo = photo;
        this.results = results;
    }

    static void write(Iterable<AnsweredPhoto> photos, Appendable out) throws IOException {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        photos.forEach(photo -> task(photo, tasks.addObject()));
        out.append(JsonAnswer.indented(tasks));
    }

    private static void task(AnsweredPhoto photo, ObjectNode task) {
        task.putObject("data").put("image", photo.fileName());
        ObjectNode prediction = task.putArray("predictions").addObject().put("model_version", photo.modelVersion());
        LabelStudioAnswer answer = new LabelStudioAnswer(photo, prediction.putArray("result"));
        photo.answered().forEach(answer::region);
    }

    private void region(RegionAnswer region) {
        List<ScoredLabel> categories = region.categories();
        if (categories == null || categories.isEmpty()) {
            result(region, "rectangle", "box");
        } else {
            result(region, "rectanglelabels", "label")
                    .putArray("rectanglelabels")
                    .add(categories.get(0).name());
            if (categories.get(0).probability() != null) {
                score(categories.get(0).probability());
            }
        }
        if (region.caption() != null && !region.caption().text().isEmpty()) {
            result(region, "textarea", "caption")
                    .putArray("text")
                    .add(region.caption().text());
        }
        if (region.tags() != null) {
            choices(region, "tags", region.tags());
        }
        if (region.attributes() != null) {
            choices(
                    region,
                    "attributes",
                    region.attributes().stream()
                            .filter(attribute -> attribute.score() >= CHOSEN)
                            .toList());
        }
    }

    private void choices(RegionAnswer region, String name, List<ScoredLabel> labels) {
        if (!labels.isEmpty()) {
            ArrayNode choices = result(region, "choices", name).putArray("choices");
            labels.forEach(label -> choices.add(label.name()));
            score(labels.stream().mapToDouble(ScoredLabel::score).max().orElse(0));
        }
    }

    /** Gives the result that was added last its score. */
    private void score(double score) {
        ((ObjectNode) results.get(results.size() - 1)).put("score", score);
    }

    /** Adds a result of the region and returns its value, which has the box already. */
    private ObjectNode result(RegionAnswer region, String type, String name) {
        int width = photo.response().image().width();
        int height = photo.response().image().height();
        ObjectNode result = results.addObject()
                .put("id", region.id())
                .put("type", type)
                .put("from_name", name)
                .put("to_name", "image")
                .put("original_width", width)
                .put("original_height", height)
                .put("image_rotation", 0);
        ObjectNode value = result.putObject("value");
        List<Double> box = region.bbox();
        if (box != null) {
            value.put("x", PERCENT * box.get(0) / width)
                    .put("y", PERCENT * box.get(1) / height)
                    .put("width", PERCENT * box.get(2) / width)
                    .put("height", PERCENT * box.get(3) / height)
                    .put("rotation", 0);
        }
        return value;
    }
}
