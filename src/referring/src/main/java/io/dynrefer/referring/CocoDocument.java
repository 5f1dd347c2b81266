package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.ScoredLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a COCO file. Each answered region is an annotation with the usual fields and {@code caption},
 * {@code caption_score}, {@code tags} and their {@code tag_scores}, {@code attributes} (name to probability),
 * {@code score}, the category's logit, and of calibrated models its {@code probability} and {@code known}. A region
 * without a category has the category {@code region}, since the format demands one. FiftyOne keeps the further fields
 * with {@code extra_attrs=True}, CVAT the attributes.
 *
 * <p>What came from a COCO file goes back into one as it was: images and annotations with their ids and all their
 * members, also the shapes, and categories under their ids; names that the file does not have get ids above its own.
 */
public final class CocoDocument {
    private static final String NO_CATEGORY = "region";

    private final ObjectNode file = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> categories = new LinkedHashMap<>(); // by name, with their ids
    private final Set<String> annotationIds = new HashSet<>(); // those of the source
    private long nextAnnotation = 1;
    private long nextCategory = 1;

    private CocoDocument() {}

    /**
     * An image with its answer.
     *
     * @param id the image's id in the file: a whole number or a text
     * @param source where the question comes from; absent if from no COCO file
     */
    public record Picture(JsonNode id, String fileName, ReferResponse response, CocoQuestions.@Nullable Image source) {
        /** An image that no COCO file names. */
        public Picture(JsonNode id, String fileName, ReferResponse response) {
            this(id, fileName, response, null);
        }
    }

    /** The file about the image that {@code fileName} names. */
    public static ObjectNode of(String fileName, ReferResponse response) {
        return of(List.of(new Picture(IntNode.valueOf(1), fileName, response)), List.of());
    }

    /**
     * The file about these images, at least one, answered by the same model.
     *
     * @param categories those of the file that the question comes from, if any
     */
    public static ObjectNode of(List<Picture> pictures, List<JsonNode> categories) {
        CocoDocument coco = new CocoDocument();
        coco.keep(pictures, categories);
        coco.info(pictures);
        ArrayNode images = coco.file.putArray("images");
        pictures.forEach(picture -> images.add(image(picture)));
        ArrayNode annotations = coco.file.putArray("annotations");
        for (Picture picture : pictures) {
            List<RegionAnswer> regions = picture.response().regions();
            for (int i = 0; i < regions.size(); i++) {
                if (regions.get(i).error() == null) {
                    annotations.add(coco.annotation(picture, i, regions.get(i)));
                }
            }
        }
        coco.categories(categories);
        return coco.file;
    }

    /** Takes note of the ids that are taken. */
    private void keep(List<Picture> pictures, List<JsonNode> known) {
        for (JsonNode category : known) {
            categories.putIfAbsent(category.path("name").asText(), category.path("id"));
            nextCategory = Math.max(nextCategory, category.path("id").asLong() + 1);
        }
        for (Picture picture : pictures) {
            if (picture.source() != null) {
                for (JsonNode annotation : picture.source().annotations()) {
                    nextAnnotation =
                            Math.max(nextAnnotation, annotation.path("id").asLong() + 1);
                }
            }
        }
    }

    private void info(List<Picture> pictures) {
        ObjectNode info = file.putObject("info")
                .put(
                        "description",
                        "DynRefer " + pictures.get(0).response().model().version());
        Set<String> warnings = new LinkedHashSet<>();
        pictures.forEach(picture -> warnings.addAll(picture.response().warnings()));
        warnings.forEach(info.putArray("warnings")::add);
    }

    private static ObjectNode image(Picture picture) {
        ReferResponse.Image image = picture.response().image();
        if (picture.source() != null) {
            ObjectNode entry = finite(picture.source().entry());
            if (picture.source().size().isEmpty()) {
                entry.put("width", image.width()).put("height", image.height());
            }
            return entry;
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.set("id", picture.id());
        return entry.put("file_name", picture.fileName())
                .put("width", image.width())
                .put("height", image.height());
    }

    private ObjectNode annotation(Picture picture, int position, RegionAnswer region) {
        CocoQuestions.Image source = picture.source();
        ObjectNode annotation = source != null && source.annotations().get(position) instanceof ObjectNode given
                ? finite(given)
                : JsonNodeFactory.instance.objectNode();
        JsonNode id = annotation.path("id");
        boolean named = (id.isTextual() || id.isNumber()) && annotationIds.add(CocoQuestions.id(id));
        if (!named) {
            annotation.set("id", LongNode.valueOf(nextAnnotation++));
        }
        annotation.put("region_id", region.id());
        if (!annotation.has("image_id")) {
            annotation.set("image_id", picture.id());
        }
        ScoredLabel category =
                region.categories() == null || region.categories().isEmpty()
                        ? null
                        : region.categories().get(0);
        if (category != null) {
            annotation.set("category_id", categoryId(category.name()));
        } else if (!annotation.has("category_id")) {
            annotation.set("category_id", categoryId(NO_CATEGORY));
        }
        if (!annotation.has("bbox")) {
            box(annotation, region.bbox());
        }
        if (!annotation.has("iscrowd")) {
            annotation.put("iscrowd", 0);
        }
        if (category != null) {
            annotation.put("score", category.score());
            if (category.probability() != null) {
                annotation.put("probability", category.probability());
            }
        }
        if (region.known() != null) {
            annotation.put("known", region.known());
        }
        words(annotation, region);
        return annotation;
    }

    private static void words(ObjectNode annotation, RegionAnswer region) {
        if (region.caption() != null) {
            annotation.put("caption", region.caption().text());
            annotation.put("caption_score", region.caption().score());
        }
        if (region.tags() != null) {
            ArrayNode tags = annotation.putArray("tags");
            region.tags().forEach(tag -> tags.add(tag.name()));
            ArrayNode scores = annotation.putArray("tag_scores");
            region.tags().forEach(tag -> scores.add(tag.score()));
        }
        if (region.attributes() != null) {
            ObjectNode attributes = annotation.putObject("attributes");
            region.attributes().forEach(attribute -> attributes.put(attribute.name(), attribute.score()));
        }
    }

    private static void box(ObjectNode annotation, @Nullable List<Double> bbox) {
        if (bbox != null) {
            ArrayNode values = annotation.putArray("bbox");
            bbox.forEach(values::add);
            annotation.put("area", bbox.get(2) * bbox.get(3));
        }
    }

    private JsonNode categoryId(String name) {
        return categories.computeIfAbsent(name, unknown -> LongNode.valueOf(nextCategory++));
    }

    private void categories(List<JsonNode> known) {
        ArrayNode list = file.putArray("categories");
        Set<String> written = new HashSet<>();
        for (JsonNode category : known) {
            list.add(category);
            written.add(category.path("name").asText());
        }
        categories.forEach((name, id) -> {
            if (!written.contains(name)) {
                ObjectNode category = list.addObject();
                category.set("id", id);
                category.put("name", name);
            }
        });
    }

    /** A copy without numbers that JSON does not have. */
    private static ObjectNode finite(ObjectNode given) {
        ObjectNode copy = given.deepCopy();
        List<String> names = new ArrayList<>();
        copy.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = copy.get(name);
            if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
                copy.putNull(name);
            }
        }
        return copy;
    }
}
