package io.dynrefer.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words whose text embeddings come with the weights, in the embeddings' order.
 *
 * @param tags {@value #TAGS}, one a line; rows of {@code clip_embeds}
 * @param categories {@value #CATEGORIES}, one a line; rows of {@code ov_embeds}
 * @param attributes {@value #ATTRIBUTES}, in OVAD's form; their texts are the rows of {@code att_embeds}
 */
public record Vocabularies(List<String> tags, List<String> categories, List<Attribute> attributes) {
    static final String TAGS = "tags.txt";
    static final String CATEGORIES = "categories.txt";
    static final String ATTRIBUTES = "attributes.json";

    public Vocabularies {
        tags = List.copyOf(tags);
        categories = List.copyOf(categories);
        attributes = List.copyOf(attributes);
    }

    /** The tag vocabulary of a model folder. */
    public static List<String> readTags(Path folder) {
        return lines(folder.resolve(TAGS));
    }

    /** The default categories of a model folder. */
    public static List<String> readCategories(Path folder) {
        return lines(folder.resolve(CATEGORIES));
    }

    /** The default attributes of a model folder: {@code {"attributes": [{"name": "type:word/word", "is_has_att"}]}}. */
    public static List<Attribute> readAttributes(Path folder) {
        return readAttributeFile(folder.resolve(ATTRIBUTES));
    }

    /** The attributes of a file in the form of {@link #readAttributes}, which is OVAD's. */
    public static List<Attribute> readAttributeFile(Path file) {
        try {
            List<Attribute> attributes = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(file.toFile()).path("attributes")) {
                attributes.add(attribute(file, node));
            }
            return attributes;
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    private static Attribute attribute(Path file, JsonNode node) {
        String name = node.path("name").asText();
        String relation = node.path("is_has_att").asText();
        if (name.isEmpty() || !(relation.equals("is") || relation.equals("has"))) {
            throw new WeightsException(file, "an attribute needs a name and is_has_att 'is' or 'has', not " + node);
        }
        int colon = name.indexOf(':');
        List<String> words = List.of(name.substring(colon + 1).split("/", -1));
        String type = name.substring(0, Math.max(colon, 0));
        return new Attribute(type, words, Attribute.Relation.valueOf(relation.toUpperCase(Locale.ROOT)));
    }

    /** Writes the three files. */
    public void write(Path folder) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode nodes = root.putArray("attributes");
        for (Attribute attribute : attributes) {
            nodes.addObject()
                    .put("name", attribute.name())
                    .put("is_has_att", attribute.relation().name().toLowerCase(Locale.ROOT));
        }
        try {
            Files.write(folder.resolve(TAGS), tags);
            Files.write(folder.resolve(CATEGORIES), categories);
            Files.writeString(folder.resolve(ATTRIBUTES), root.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new WeightsException(folder, "vocabularies cannot be written: " + e, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }
}
