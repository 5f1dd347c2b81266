package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the {@code vocabulary} of a request: {@code {categories, attributes}}, or a list of categories. A
 * word is a text, or {@code {name, description}}: a label in any language and what the model reads in its place.
 */
final class VocabularyReader {
    private static final Set<String> FIELDS = Set.of("categories", "attributes");
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";

    private final Vocabulary.Labels labels = new Vocabulary.Labels();

    private VocabularyReader() {}

    static Vocabulary read(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Vocabulary.BUILT_IN;
        }
        VocabularyReader reader = new VocabularyReader();
        if (node.isArray()) {
            List<String> categories = reader.words("vocabulary", node, UnaryOperator.identity());
            return new Vocabulary(categories, List.of(), reader.labels.all());
        }
        if (!node.isObject()) {
            throw DynReferException.invalid(
                    "vocabulary",
                    "vocabulary is a list of categories or {\"categories\": [...], \"attributes\": [...]}.");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw DynReferException.invalid(
                        "vocabulary." + Quoted.of(name),
                        "Unknown vocabulary '" + Quoted.of(name) + "'; known: categories, attributes.");
            }
        }
        List<String> categories =
                reader.words("vocabulary.categories", node.get("categories"), UnaryOperator.identity());
        List<Attribute> attributes =
                reader
                        .words(
                                "vocabulary.attributes",
                                node.get("attributes"),
                                word -> Attribute.parse(word).name())
                        .stream()
                        .map(Attribute::parse)
                        .toList();
        return new Vocabulary(categories, attributes, reader.labels.all());
    }

    /** As a request has it; null for the model's own words. */
    static @Nullable JsonNode write(Vocabulary vocabulary) {
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
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
        if (label == null) {
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

    /** @param read what an answer calls the word */
    private List<String> words(String field, @Nullable JsonNode node, UnaryOperator<String> read) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw DynReferException.invalid(
                    field, field + " must be a list with at least one word; leave it out to use the model's own.");
        }
        List<String> words = new ArrayList<>();
        for (JsonNode word : node) {
            words.add(word(field + "[" + words.size() + "]", word, read));
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
