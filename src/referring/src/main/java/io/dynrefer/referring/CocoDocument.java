package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.ScoredLabel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a COCO file. Each answered region is an annotation with the usual fields and {@code caption},
 * {@code caption_score}, {@code tags} and their {@code tag_scores}, {@code attributes} (name to probability),
 * {@code score}, the category's logit, and of calibrated models its {@code probability} and {@code known}. A region
 * without a category has the category {@code region}, since the format demands one. FiftyOne keeps the further fields
 * with {@code extra_attrs=True}, CVAT the attributes.
 */
public final class CocoDocument {
    private static final String NO_CATEGORY = "region";

    private final ObjectNode file = JsonNodeFactory.instance.objectNode();
    private final List<String> categories = new ArrayList<>();

    private CocoDocument() {}

    /**
     * An image with its answer.
     *
     * @param id the image's id in the file: a whole number or a text
     */
    public record Picture(JsonNode id, String fileName, ReferResponse response) {}

    /** The file about the image that {@code fileName} names. */
    public static ObjectNode of(String fileName, ReferResponse response) {
        return of(List.of(new Picture(IntNode.valueOf(1), fileName, response)));
    }

    /** The file about these images, at least one, answered by the same model. */
    public static ObjectNode of(List<Picture> pictures) {
        CocoDocument coco = new CocoDocument();
        coco.info(pictures.get(0).response());
        ArrayNode images = coco.file.putArray("images");
        pictures.forEach(picture -> image(picture, images.addObject()));
        ArrayNode annotations = coco.file.putArray("annotations");
        for (Picture picture : pictures) {
            for (RegionAnswer region : picture.response().regions()) {
                if (region.error() == null) {
                    ObjectNode annotation = annotations.addObject().put("id", annotations.size());
                    coco.annotation(picture.id(), region, annotation);
                }
            }
        }
        coco.categories();
        return coco.file;
    }

    private void info(ReferResponse response) {
        ObjectNode info = file.putObject("info")
                .put("description", "DynRefer " + response.model().version());
        ArrayNode warnings = info.putArray("warnings");
        response.warnings().forEach(warnings::add);
    }

    private static void image(Picture picture, ObjectNode entry) {
        ReferResponse.Image image = picture.response().image();
        entry.set("id", picture.id());
        entry.put("file_name", picture.fileName()).put("width", image.width()).put("height", image.height());
    }

    private void annotation(JsonNode imageId, RegionAnswer region, ObjectNode annotation) {
        ScoredLabel category =
                region.categories() == null || region.categories().isEmpty()
                        ? null
                        : region.categories().get(0);
        annotation.put("region_id", region.id()).set("image_id", imageId);
        annotation.put("category_id", categoryId(category == null ? NO_CATEGORY : category.name()));
        box(annotation, region.bbox());
        annotation.put("iscrowd", 0);
        if (category != null) {
            annotation.put("score", category.score());
            if (category.probability() != null) {
                annotation.put("probability", category.probability());
            }
        }
        if (region.known() != null) {
            annotation.put("known", region.known());
        }
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

    /** COCO's category ids start at 1. */
    private int categoryId(String name) {
        if (!categories.contains(name)) {
            categories.add(name);
        }
        return categories.indexOf(name) + 1;
    }

    private void categories() {
        ArrayNode list = file.putArray("categories");
        for (String name : categories) {
            list.addObject().put("id", list.size()).put("name", name);
        }
    }
}
