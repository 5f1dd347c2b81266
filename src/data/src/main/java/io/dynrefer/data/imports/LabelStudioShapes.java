package io.dynrefer.data.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an annotator drew or chose in Label Studio, whose numbers are percents of the photo. */
final class LabelStudioShapes {
    private static final double PERCENT = 100;
    private static final String LABELS = "labels";
    private static final String CHOICES = "choices";

    private final String where;
    private final @Nullable ImageSize size;
    private final LeftOut leftOut;
    private final Consumer<Region> regions;
    private int number;

    /**
     * @param where the task, for messages
     * @param size of the upright photo; null where it cannot be read
     */
    LabelStudioShapes(String where, @Nullable ImageSize size, LeftOut leftOut, Consumer<Region> regions) {
        this.where = where;
        this.size = size;
        this.leftOut = leftOut;
        this.regions = regions;
    }

    /** One item of an annotation's {@code result}. */
    void result(JsonNode result) {
        number++;
        String type = result.path("type").asText();
        JsonNode value = result.path("value");
        if (type.equals(CHOICES)) {
            value.path(CHOICES).forEach(choice -> chosen(choice.asText()));
        } else if (type.endsWith(LABELS)) {
            shape(type, value);
        }
    }

    /** A field of JSON-MIN: a list of shapes, a choice, or something else that is no label. */
    void shortField(String name, JsonNode field) {
        if (name.startsWith("choice") && field.isTextual()) {
            chosen(field.textValue());
        } else if (name.startsWith("choice") && field.has(CHOICES)) {
            field.path(CHOICES).forEach(choice -> chosen(choice.asText()));
        } else if (field.isArray()) {
            for (JsonNode shape : field) {
                number++;
                shape.fieldNames().forEachRemaining(key -> {
                    if (key.endsWith(LABELS)) {
                        shape(key, shape);
                    }
                });
            }
        }
    }

    private void chosen(String choice) {
        regions.accept(Region.of(LabelledPhoto.WHOLE, Place.words(choice)));
    }

    private void shape(String type, JsonNode value) {
        String place = where + ", shape " + number;
        if (value.path(type).isEmpty()) {
            leftOut.add(Reason.BOXES_WITHOUT_A_CATEGORY, place);
            return;
        }
        if (size == null) {
            return; // the photo itself is left out, and said to be
        }
        @Nullable
        Box box = switch (type) {
            case "rectanglelabels" -> rectangle(value, size);
            case "polygonlabels" -> polygon(value.path("points"), size);
            case "ellipselabels" -> ellipse(value, size);
            default -> null;
        };
        if (box == null) {
            leftOut.add(Reason.SHAPES_THAT_ARE_NO_REGION, place + " of " + type);
            return;
        }
        value.path(type).forEach(label -> regions.accept(Region.of(box, Place.words(label.asText()))));
    }

    private static @Nullable Box rectangle(JsonNode value, ImageSize size) {
        if (!List.of("x", "y", "width", "height").stream()
                .allMatch(field -> value.path(field).isNumber())) {
            return null;
        }
        double x = value.path("x").asDouble() * size.width() / PERCENT;
        double y = value.path("y").asDouble() * size.height() / PERCENT;
        double width = Math.max(0, value.path("width").asDouble()) * size.width() / PERCENT;
        double height = Math.max(0, value.path("height").asDouble()) * size.height() / PERCENT;
        return Boxes.turned(
                new Box(x, y, x + width, y + height), value.path("rotation").asDouble(), x, y);
    }

    private static @Nullable Box ellipse(JsonNode value, ImageSize size) {
        if (!List.of("x", "y", "radiusX", "radiusY").stream()
                .allMatch(field -> value.path(field).isNumber())) {
            return null;
        }
        double x = value.path("x").asDouble() * size.width() / PERCENT;
        double y = value.path("y").asDouble() * size.height() / PERCENT;
        double wide = Math.abs(value.path("radiusX").asDouble()) * size.width() / PERCENT;
        double high = Math.abs(value.path("radiusY").asDouble()) * size.height() / PERCENT;
        return new Box(x - wide, y - high, x + wide, y + high);
    }

    private static @Nullable Box polygon(JsonNode points, ImageSize size) {
        if (points.size() < 3) {
            return null;
        }
        double[] numbers = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            numbers[2 * i] = points.get(i).path(0).asDouble(Double.NaN);
            numbers[2 * i + 1] = points.get(i).path(1).asDouble(Double.NaN);
        }
        for (double value : numbers) {
            if (!Double.isFinite(value)) {
                return null;
            }
        }
        return Boxes.around(numbers, 0, size.width() / PERCENT, size.height() / PERCENT);
    }
}
