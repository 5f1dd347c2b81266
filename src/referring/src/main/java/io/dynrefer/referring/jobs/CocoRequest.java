package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The question of an upload of several images: a COCO file, unchanged. Beside its own members it may have those of a
 * request that hold for every image ({@code tasks}, {@code views}, …) and {@code webhook}.
 *
 * @param pictures the images with annotations, in the file's order; at least one
 * @param webhook absent: nobody is told
 */
record CocoRequest(List<Picture> pictures, @Nullable URI webhook) implements UploadedRequest {
    static final String IMAGES = "images";
    private static final String ANNOTATIONS = "annotations";

    /** Members of a COCO file that say nothing about where its regions are. */
    private static final Set<String> UNREAD = Set.of("info", "licenses", "categories");

    CocoRequest {
        pictures = List.copyOf(pictures);
    }

    /**
     * One image.
     *
     * @param id as the file has it: a whole number or a text
     * @param fileName where it lies beside the file
     * @param wire the request, with this image's annotations
     */
    record Picture(JsonNode id, String fileName, WireRequest wire) {}

    @Override
    public Optional<URI> listener() {
        return Optional.ofNullable(webhook);
    }

    /** Reads a COCO file; changes {@code file}. */
    static CocoRequest of(ObjectNode file) {
        URI webhook = UploadedRequest.takeWebhook(file);
        ArrayNode images = list(file, IMAGES);
        Map<String, ArrayNode> annotations = byImage(list(file, ANNOTATIONS));
        file.remove(UNREAD);
        requireNone(file, "image", "regions");
        List<Picture> pictures = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < images.size(); i++) {
            String where = IMAGES + "[" + i + "]";
            String id = images.path(i).path("id").asText();
            String name = fileName(where, images.path(i));
            requireNew(ids, where + ".id", id);
            requireNew(names, where + ".file_name", name);
            ArrayNode own = annotations.remove(id);
            if (own != null) {
                pictures.add(new Picture(images.path(i).path("id"), name, question(file, own)));
            }
        }
        annotations.keySet().stream().findFirst().ifPresent(id -> {
            throw DynReferException.invalid(
                    ANNOTATIONS + ".image_id",
                    "No image of the file has the id " + id + ", which an annotation names.");
        });
        if (pictures.isEmpty()) {
            throw DynReferException.invalid(ANNOTATIONS, "The file has no annotation; each is a region to answer.");
        }
        return new CocoRequest(pictures, webhook);
    }

    private static void requireNew(Set<String> seen, String field, String value) {
        if (!seen.add(value)) {
            throw DynReferException.invalid(field, "Two images have the same " + field + ", '" + value + "'.");
        }
    }

    private static ArrayNode list(ObjectNode file, String field) {
        if (file.remove(field) instanceof ArrayNode list) {
            return list;
        }
        throw DynReferException.invalid(field, "A COCO file has the lists 'images' and 'annotations'.");
    }

    private static Map<String, ArrayNode> byImage(ArrayNode annotations) {
        Map<String, ArrayNode> byImage = new LinkedHashMap<>();
        for (int i = 0; i < annotations.size(); i++) {
            JsonNode image = annotations.path(i).path("image_id");
            if (!image.isTextual() && !image.isIntegralNumber()) {
                String where = ANNOTATIONS + "[" + i + "].image_id";
                throw DynReferException.invalid(where, where + " names the annotation's image: a number or a text.");
            }
            byImage.computeIfAbsent(image.asText(), id -> JsonNodeFactory.instance.arrayNode())
                    .add(annotations.path(i));
        }
        return byImage;
    }

    private static void requireNone(ObjectNode file, String... fields) {
        for (String field : fields) {
            if (file.has(field)) {
                throw DynReferException.invalid(
                        field, "A COCO file names its images and regions itself; leave out '" + field + "'.");
            }
        }
    }

    private static String fileName(String where, JsonNode image) {
        String name = image.path("file_name").asText();
        if (!BlobKey.isKey(name)) {
            throw DynReferException.invalid(
                    where + ".file_name",
                    "'" + name + "' cannot name an object beside the file: use letters, digits and . _ - + = @ ,"
                            + " with / between folders.");
        }
        return name;
    }

    /** The members for every image, with the annotations of one. */
    private static WireRequest question(ObjectNode common, ArrayNode annotations) {
        ObjectNode members = common.deepCopy();
        members.set(ANNOTATIONS, annotations);
        return Json.read(members, WireRequest.class);
    }
}
