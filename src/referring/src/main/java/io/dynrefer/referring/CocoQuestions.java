package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A COCO file that a question comes from: its images with their annotations, and its categories, as they stand there.
 * Ids are texts or whole numbers, also written {@code 1.0}.
 *
 * @param images in the file's order
 * @param categories the objects of its list {@code categories}
 * @param orphans annotations of images that it does not list
 */
public record CocoQuestions(List<Image> images, List<JsonNode> categories, int orphans) {
    public static final String IMAGES = "images";
    public static final String ANNOTATIONS = "annotations";
    private static final String CATEGORIES = "categories";

    public CocoQuestions {
        images = List.copyOf(images);
        categories = List.copyOf(categories);
    }

    /**
     * An image.
     *
     * @param place where it stands in the file, e.g. {@code images[3]}
     * @param entry as it stands there
     */
    public record Image(String place, ObjectNode entry, List<JsonNode> annotations) {
        public Image {
            annotations = List.copyOf(annotations);
        }

        public JsonNode id() {
            return entry.path("id");
        }

        public String fileName() {
            return entry.path("file_name").asText();
        }

        /** The size of the picture that the annotations refer to, if the file says it. */
        public Optional<ImageSize> size() {
            int width = (int) entry.path("width").asDouble();
            int height = (int) entry.path("height").asDouble();
            return width > 0 && height > 0 ? Optional.of(new ImageSize(width, height)) : Optional.empty();
        }
    }

    /** An image and the file that lists it. */
    public record Entry(CocoQuestions file, Image image) {}

    /** Reads a file's lists; a file whose images cannot be told apart is refused. */
    public static CocoQuestions of(JsonNode file) {
        Map<String, List<JsonNode>> annotations = new LinkedHashMap<>();
        ArrayNode listed = list(file, IMAGES);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            String place = IMAGES + "[" + i + "]";
            if (!(listed.get(i) instanceof ObjectNode image)
                    || image.path("file_name").asText().isEmpty()) {
                throw DynReferException.invalid(place + ".file_name", place + " has no file_name.");
            }
            String id = id(image.path("id"));
            if (annotations.put(id, new ArrayList<>()) != null) {
                throw DynReferException.invalid(
                        place + ".id", "Two images have the same " + place + ".id, '" + Quoted.of(id) + "'.");
            }
            ids.add(id);
        }
        int orphans = 0;
        for (JsonNode annotation : list(file, ANNOTATIONS)) {
            List<JsonNode> own = annotations.get(id(annotation.path("image_id")));
            if (own == null) {
                orphans++;
            } else {
                own.add(annotation);
            }
        }
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            images.add(new Image(
                    IMAGES + "[" + i + "]",
                    (ObjectNode) listed.get(i),
                    annotations.getOrDefault(ids.get(i), List.of())));
        }
        List<JsonNode> categories = new ArrayList<>();
        file.path(CATEGORIES).forEach(categories::add);
        return new CocoQuestions(images, categories, orphans);
    }

    private static ArrayNode list(JsonNode file, String field) {
        if (file.get(field) instanceof ArrayNode list) {
            return list;
        }
        throw DynReferException.invalid(field, "A COCO file has the lists 'images' and 'annotations'.");
    }

    /** An id as text, by which it is compared: {@code 7}, {@code 7.0} and {@code "7"} are the same. */
    public static String id(JsonNode id) {
        return id.isFloatingPointNumber() && id.doubleValue() == id.longValue()
                ? String.valueOf(id.longValue())
                : id.asText();
    }

    /** The name of an annotation's category; empty where the file has none for it. */
    public Optional<String> category(JsonNode annotation) {
        String wanted = id(annotation.path("category_id"));
        return categories.stream()
                .filter(category -> !wanted.isEmpty() && id(category.path("id")).equals(wanted))
                .map(category -> category.path("name").asText())
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    /** The names of the categories as a question's vocabulary; empty if there are none. */
    public Optional<JsonNode> vocabulary() {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode category : categories) {
            String name = category.path("name").asText();
            if (!name.isBlank()) {
                names.add(name);
            }
        }
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        names.forEach(words::add);
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
