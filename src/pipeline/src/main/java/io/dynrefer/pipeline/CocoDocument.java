package io.dynrefer.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.pipeline.ReferResponse.RegionAnswer;
import io.dynrefer.region.ScoredLabel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a COCO file. Each answered region is an annotation with the usual fields and {@code caption},
 * {@code caption_score}, {@code tags}, {@code attributes} (name to probability) and {@code score}, the category's
 * logit. A region without a category has the category {@code region}, since the format demands one. FiftyOne keeps the
 * further fields with {@code extra_attrs=True}, CVAT the attributes.
 */
public final class CocoDocument {
    private static final String NO_CATEGORY = "region";
    private static final int IMAGE_ID = 1;

    private final ObjectNode file = JsonNodeFactory.instance.objectNode();
    private final List<String> categories = new ArrayList<>();

    private CocoDocument() {}

    /** The file about the image that {@code fileName} names. */
    public static ObjectNode of(String fileName, ReferResponse response) {
        CocoDocument coco = new CocoDocument();
        coco.info(response);
        coco.image(fileName, response.image());
        ArrayNode annotations = coco.file.putArray("annotations");
        for (RegionAnswer region : response.regions()) {
            if (region.error() == null) {
                coco.annotation(region, annotations.addObject().put("id", annotations.size()));
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

    private void image(String fileName, ReferResponse.Image image) {
        file.putArray("images")
                .addObject()
                .put("id", IMAGE_ID)
                .put("file_name", fileName)
                .put("width", image.width())
                .put("height", image.height());
    }

    private void annotation(RegionAnswer region, ObjectNode annotation) {
        ScoredLabel category =
                region.categories() == null || region.categories().isEmpty()
                        ? null
                        : region.categories().get(0);
        annotation.put("region_id", region.id()).put("image_id", IMAGE_ID);
        annotation.put("category_id", categoryId(category == null ? NO_CATEGORY : category.name()));
        box(annotation, region.bbox());
        annotation.put("iscrowd", 0);
        if (category != null) {
            annotation.put("score", category.score());
        }
        if (region.caption() != null) {
            annotation.put("caption", region.caption().text());
            annotation.put("caption_score", region.caption().score());
        }
        if (region.tags() != null) {
            ArrayNode tags = annotation.putArray("tags");
            region.tags().forEach(tag -> tags.add(tag.name()));
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
