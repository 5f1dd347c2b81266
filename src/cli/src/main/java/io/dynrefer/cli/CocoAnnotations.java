package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;

/** Regions in COCO's form. */
final class CocoAnnotations {
    private CocoAnnotations() {}

    /** The annotations of {@code photo}: a list as it is, or those of a COCO file whose image has the photo's name. */
    static ArrayNode annotations(JsonNode file, Path path, Path photo) {
        if (file.isArray()) {
            return (ArrayNode) file;
        }
        if (!file.path("annotations").isArray()) {
            throw DynReferException.invalid(
                    "--regions",
                    path + " is neither a list of COCO annotations nor an object with \"annotations\" or \"regions\".");
        }
        ArrayNode all = (ArrayNode) file.get("annotations");
        return file.path("images").isArray() ? of(imageId(file.get("images"), path, photo), all) : all;
    }

    private static ArrayNode of(JsonNode imageId, ArrayNode all) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        for (JsonNode annotation : all) {
            if (annotation.path("image_id").equals(imageId)) {
                own.add(annotation);
            }
        }
        return own;
    }

    private static JsonNode imageId(JsonNode images, Path path, Path photo) {
        String name = String.valueOf(photo.getFileName());
        for (JsonNode image : images) {
            String listed = image.path("file_name").asText();
            if (listed.substring(listed.lastIndexOf('/') + 1).equals(name)) {
                return image.path("id");
            }
        }
        throw DynReferException.invalid(
                "--regions",
                path + " lists no image with the file name '" + name + "', so none of its annotations apply.");
    }
}
