package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads and writes the {@code vocabulary} of a request: {@code {categories, attributes}}, or a list of categories. */
final class VocabularyReader {
    private static final Set<String> FIELDS = Set.of("categories", "attributes");

    private VocabularyReader() {}

    static Vocabulary read(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Vocabulary.BUILT_IN;
        }
        if (node.isArray()) {
            return new Vocabulary(words("vocabulary", node, VocabularyReader::word), List.of());
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
                        "vocabulary." + Quoted.of(name), "Unknown vocabulary '" + Quoted.of(name) + "'; known: categories, attributes.");
            }
        }
        return new Vocabulary(
                words("vocabulary.categories", node.get("categories"), VocabularyReader::word),
                words("vocabulary.attributes", node.get("attributes"), VocabularyReader::attribute));
    }

    /** As a request has it; null for the model's own words. */
    static @Nullable JsonNode write(Vocabulary vocabulary) {
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
        if (!vocabulary.categories().isEmpty()) {
            vocabulary.categories().forEach(lists.putArray("categories")::add);
        }
        if (!vocabulary.attributes().isEmpty()) {
            vocabulary.attributes().stream().map(VocabularyReader::wireName).forEach(lists.putArray("attributes")::add);
        }
        return lists.isEmpty() ? null : lists;
    }

    /** A type says that a thing has the attribute; what it is goes without. */
    private static String wireName(Attribute attribute) {
        return attribute.relation() == Attribute.Relation.IS
                ? String.join("/", attribute.synonyms())
                : attribute.name();
    }

    private static <T> List<T> words(String field, @Nullable JsonNode node, BiFunction<String, JsonNode, T> read) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw DynReferException.invalid(
                    field, field + " must be a list with at least one word; leave it out to use the model's own.");
        }
        List<T> words = new ArrayList<>();
        for (JsonNode word : node) {
            words.add(read.apply(field + "[" + words.size() + "]", word));
        }
        return words;
    }

    private static String word(String field, JsonNode node) {
        if (!node.isTextual()) {
            throw DynReferException.invalid(field, "A word is a string, not " + Quoted.of(node) + ".");
        }
        return node.textValue();
    }

    private static Attribute attribute(String field, JsonNode node) {
        return Attribute.parse(word(field, node));
    }
}
