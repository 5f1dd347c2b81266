package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON file of regions: COCO annotations, as a list or as a whole COCO file, or the API's {@code regions}. */
final class RegionFile {
    private static final String ANNOTATIONS = "annotations";

    private final String option;
    private final Path path;
    private final JsonNode json;
    private final Map<String, ArrayNode> annotations = new HashMap<>(); // by the image's id
    private final List<Picture> pictures = new ArrayList<>();
    private final Map<String, Picture> byName = new HashMap<>(); // by the file name without its folders

    private RegionFile(String option, Path path, JsonNode json) {
        this.option = option;
        this.path = path;
        this.json = json;
    }

    /** An image that a COCO file lists. */
    record Picture(JsonNode id, String fileName) {}

    /** Reads the file that {@code option} names. */
    static RegionFile read(String option, Path path) {
        RegionFile file = new RegionFile(option, path, UserFiles.json(option, path));
        if (!file.json.isArray() && !file.json.path("regions").isArray()) {
            file.index();
        }
        return file;
    }

    private void index() {
        if (!json.path(ANNOTATIONS).isArray()) {
            throw DynReferException.invalid(
                    option,
                    path + " is neither a list of COCO annotations nor an object with \"annotations\" or \"regions\".");
        }
        for (JsonNode annotation : json.path(ANNOTATIONS)) {
            annotations
                    .computeIfAbsent(annotation.path("image_id").asText(), id -> JsonNodeFactory.instance.arrayNode())
                    .add(annotation);
        }
        for (JsonNode image : json.path("images")) {
            String name = image.path("file_name").asText();
            if (name.isEmpty()) {
                throw DynReferException.invalid(
                        option, "Image " + pictures.size() + " of " + path + " has no file_name.");
            }
            Picture picture = new Picture(image.path("id"), name);
            pictures.add(picture);
            byName.putIfAbsent(name.substring(name.lastIndexOf('/') + 1), picture);
        }
    }

    /** Whether it says which photo each region belongs to. */
    boolean listsImages() {
        return json.path("images").isArray();
    }

    /** The images that it lists, in its order, those without annotations as well. */
    List<Picture> pictures() {
        return pictures;
    }

    /** A request about the regions of an image that it lists; none if it has no annotation. */
    Optional<WireRequest> of(Picture picture) {
        return Optional.ofNullable(annotations.get(picture.id().asText())).map(own -> request(ANNOTATIONS, own));
    }

    /** A request about the regions of a photo, which a COCO file lists by its file name, whatever its folders. */
    WireRequest of(Path photo) {
        if (json.isArray()) {
            return request(ANNOTATIONS, json);
        }
        if (json.path("regions").isArray()) {
            return request("regions", json.path("regions"));
        }
        if (!listsImages()) {
            return request(ANNOTATIONS, json.path(ANNOTATIONS));
        }
        Picture picture = find(photo)
                .orElseThrow(() -> DynReferException.invalid(
                        option,
                        path + " lists no image with the file name '" + photo.getFileName()
                                + "', so none of its annotations apply."));
        return of(picture).orElseGet(() -> request(ANNOTATIONS, JsonNodeFactory.instance.arrayNode()));
    }

    /** Whether there are regions for a photo. */
    boolean knows(Path photo) {
        return !listsImages() || find(photo).flatMap(this::of).isPresent();
    }

    private Optional<Picture> find(Path photo) {
        return Optional.ofNullable(byName.get(String.valueOf(photo.getFileName())));
    }

    private static WireRequest request(String member, JsonNode regions) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set(member, regions);
        return Json.read(request, WireRequest.class);
    }
}
