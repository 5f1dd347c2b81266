package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON file of regions: COCO annotations, as a list or as a whole COCO file, or the API's {@code regions}. */
final class RegionFile {
    private final String option;
    private final Path path;
    private final JsonNode json;
    private final @Nullable CocoQuestions source; // if it lists images
    private final Map<String, CocoQuestions.Image> byName = new HashMap<>(); // by the file name without its folders

    private RegionFile(String option, Path path, JsonNode json) {
        this.option = option;
        this.path = path;
        this.json = json;
        this.source = json.path(CocoQuestions.IMAGES).isArray() ? read(option, json) : null;
        pictures().forEach(image -> byName.putIfAbsent(lastName(image.fileName()), image));
    }

    private static CocoQuestions read(String option, JsonNode json) {
        try {
            return CocoQuestions.of(json);
        } catch (DynReferException e) {
            throw DynReferException.invalid(option, String.valueOf(e.getMessage()));
        }
    }

    private static String lastName(String fileName) {
        String name = fileName.replace('\\', '/');
        return Normalizer.normalize(name.substring(name.lastIndexOf('/') + 1), Normalizer.Form.NFC);
    }

    /** Reads the file that {@code option} names. */
    static RegionFile read(String option, Path path) {
        JsonNode json = UserFiles.json(option, path);
        if (!json.isArray()
                && !json.path("regions").isArray()
                && !json.path(CocoQuestions.ANNOTATIONS).isArray()) {
            throw DynReferException.invalid(
                    option,
                    path + " is neither a list of COCO annotations nor an object with \"annotations\" or \"regions\".");
        }
        return new RegionFile(option, path, json);
    }

    /** Whether it says which photo each region belongs to. */
    boolean listsImages() {
        return source != null;
    }

    /** Annotations of images that it does not list. */
    int orphans() {
        return source == null ? 0 : source.orphans();
    }

    /** The images that it lists, in its order, those without annotations as well. */
    List<CocoQuestions.Image> pictures() {
        return source == null ? List.of() : source.images();
    }

    /** The image of the file with its file. */
    CocoQuestions.@Nullable Entry entry(CocoQuestions.Image image) {
        return source == null ? null : new CocoQuestions.Entry(source, image);
    }

    /** A photo of the file with its file; none if it does not list it. */
    Optional<CocoQuestions.Entry> entry(Path photo) {
        return find(photo).map(this::entry);
    }

    /** A request about the regions of an image that it lists; none if it has no annotation. */
    Optional<WireRequest> of(CocoQuestions.Image image) {
        return image.annotations().isEmpty() ? Optional.empty() : Optional.of(request(image));
    }

    private WireRequest request(CocoQuestions.Image image) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        image.annotations().forEach(request.putArray(CocoQuestions.ANNOTATIONS)::add);
        image.size()
                .ifPresent(size -> request.putArray(WireRequest.ANNOTATED_SIZE)
                        .add(size.width())
                        .add(size.height()));
        if (source != null) {
            source.vocabulary().ifPresent(words -> request.set(WireRequest.VOCABULARY, words));
        }
        return Json.readSent(request, WireRequest.class);
    }

    /** A request about the regions of a photo, which a COCO file lists by its file name, whatever its folders. */
    WireRequest of(Path photo) {
        if (json.isArray()) {
            return request(CocoQuestions.ANNOTATIONS, json);
        }
        if (json.path("regions").isArray()) {
            return request("regions", json.path("regions"));
        }
        if (!listsImages()) {
            return request(CocoQuestions.ANNOTATIONS, json.path(CocoQuestions.ANNOTATIONS));
        }
        return request(find(photo)
                .orElseThrow(() -> DynReferException.invalid(
                        option,
                        path + " lists no image with the file name '" + photo.getFileName()
                                + "', so none of its annotations apply.")));
    }

    /** Whether there are regions for a photo. */
    boolean knows(Path photo) {
        return !listsImages() || find(photo).flatMap(this::of).isPresent();
    }

    private Optional<CocoQuestions.Image> find(Path photo) {
        return Optional.ofNullable(byName.get(lastName(String.valueOf(photo.getFileName()))));
    }

    private static WireRequest request(String member, JsonNode regions) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set(member, regions instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode());
        return Json.readSent(request, WireRequest.class);
    }
}
