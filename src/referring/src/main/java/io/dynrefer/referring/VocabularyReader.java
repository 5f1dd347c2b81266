package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the {@code vocabulary} of a request: {@code {categories, attributes}}, or a list of categories. A
 * word is a text, or {@code {name, description}}: a label in any language and what the model reads in its place. A
 * category may be {@code {name, examples}}: what these regions show.
 */
final class VocabularyReader {
    private static final Set<String> FIELDS = Set.of("categories", "attributes");
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String EXAMPLES = "examples";

    private final Vocabulary.Labels labels = new Vocabulary.Labels();
    private final Map<String, List<Example>> examples = new LinkedHashMap<>();
    private final Function<String, EncodedImage> images;

    private VocabularyReader(Function<String, EncodedImage> images) {
        this.images = images;
    }

    /** @param images reads an example's image */
    static Vocabulary read(@Nullable JsonNode node, Function<String, EncodedImage> images) {
        if (node == null || node.isNull()) {
            return Vocabulary.BUILT_IN;
        }
        VocabularyReader reader = new VocabularyReader(images);
        if (node.isArray()) {
            List<String> categories = reader.categories("vocabulary", node);
            return new Vocabulary(categories, List.of(), reader.labels.all(), reader.examples);
        }
        if (!node.isObject()) {
            throw DynReferException.invalid(
                    "vocabulary",
                    "vocabulary is a list of categories or {\"categories\": [...], \"attributes\": [...]}.");
        }
        if (node.path(NAME).isTextual() && node.size() == 1) {
            return Vocabulary.named(node.get(NAME).textValue());
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw DynReferException.invalid(
                        "vocabulary." + Quoted.of(name),
                        "Unknown vocabulary '" + Quoted.of(name)
                                + "'; known: categories, attributes; or name alone, for one that is kept.");
            }
        }
        List<String> categories = reader.categories("vocabulary.categories", node.get("categories"));
        List<Attribute> attributes = reader
                .attributes(
                        "vocabulary.attributes",
                        node.get("attributes"),
                        word -> Attribute.parse(word).name())
                .stream()
                .map(Attribute::parse)
                .toList();
        return new Vocabulary(categories, attributes, reader.labels.all(), reader.examples);
    }

    /** As a request has it; null for the model's own words. */
    static @Nullable JsonNode write(Vocabulary vocabulary) {
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
        if (vocabulary.kept() != null) {
            return lists.put(NAME, vocabulary.kept());
        }
        if (!vocabulary.categories().isEmpty()) {
            ArrayNode list = lists.putArray("categories");
            vocabulary.categories().forEach(word -> write(list, vocabulary, word, word));
        }
        if (!vocabulary.attributes().isEmpty()) {
            ArrayNode list = lists.putArray("attributes");
            vocabulary
                    .attributes()
                    .forEach(attribute -> write(list, vocabulary, attribute.name(), wireName(attribute)));
        }
        return lists.isEmpty() ? null : lists;
    }

    private static void write(ArrayNode list, Vocabulary vocabulary, String key, String word) {
        String label = vocabulary.labels().get(key);
        List<Example> shown = vocabulary.examples().get(key);
        if (shown != null) {
            ArrayNode places = list.addObject().put(NAME, word).putArray(EXAMPLES);
            shown.forEach(example -> places.add(Json.mapper().<JsonNode>valueToTree(WireExample.of(example))));
        } else if (label == null) {
            list.add(word);
        } else {
            list.addObject().put(NAME, label).put(DESCRIPTION, word);
        }
    }

    /** A type says that a thing has the attribute; what it is goes without. */
    private static String wireName(Attribute attribute) {
        return attribute.relation() == Attribute.Relation.IS
                ? String.join("/", attribute.synonyms())
                : attribute.name();
    }

    private List<String> categories(String field, @Nullable JsonNode node) {
        List<String> words = words(field, node, this::category);
        if (new HashSet<>(words).size() < words.size() && !examples.isEmpty()) {
            throw DynReferException.invalid(
                    field, "A name is in the list twice; put all examples of a name into one entry.");
        }
        return words;
    }

    private String category(String field, JsonNode node) {
        JsonNode name = node.path(NAME);
        if (!node.has(EXAMPLES)) {
            return word(field, node, UnaryOperator.identity());
        }
        if (!name.isTextual() || node.size() != 2 || !node.get(EXAMPLES).isArray()) {
            throw DynReferException.invalid(
                    field,
                    "A category by example is {\"name\": …, \"examples\": [{\"image\": …, \"bbox\": [x, y, width,"
                            + " height]}, …]}; leave the image out for that of the request.");
        }
        List<Example> shown = new ArrayList<>();
        for (JsonNode example : node.get(EXAMPLES)) {
            shown.add(WireExample.read(field + "." + EXAMPLES + "[" + shown.size() + "]", example, images));
        }
        examples.put(name.textValue(), shown);
        return name.textValue();
    }

    /** @param read what an answer calls the word */
    private List<String> attributes(String field, @Nullable JsonNode node, UnaryOperator<String> read) {
        return words(field, node, (place, word) -> word(place, word, read));
    }

    private static List<String> words(
            String field, @Nullable JsonNode node, BiFunction<String, JsonNode, String> read) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw DynReferException.invalid(
                    field, field + " must be a list with at least one word; leave it out to use the model's own.");
        }
        List<String> words = new ArrayList<>();
        for (JsonNode word : node) {
            words.add(read.apply(field + "[" + words.size() + "]", word));
        }
        return words;
    }

    private String word(String field, JsonNode node, UnaryOperator<String> read) {
        if (node.isTextual()) {
            return node.textValue();
        }
        JsonNode name = node.path(NAME);
        JsonNode description = node.path(DESCRIPTION);
        if (!name.isTextual() || !description.isTextual() || node.size() != 2) {
            throw DynReferException.invalid(
                    field,
                    "A word is a string, or a label with its English description, {\"name\": …, \"description\": …}; not "
                            + Quoted.of(node) + ".");
        }
        labels.put(field, read.apply(description.textValue()), name.textValue());
        return description.textValue();
    }
}
