package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.ScoredLabel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words a request brings for its category and attributes; an empty list means the model's own. A word may be a
 * label in any language with an English description, which the model reads in its place; the answer has the label.
 *
 * @param categories what the model reads
 * @param attributes what the model reads
 * @param labels what the answer has in place of what the model reads, where that is another word
 * @param examples what shows a category, by what the model would read: with examples, it does not read the word
 * @param kept name of the one in the store that stands here in place of the rest, which is empty; null: none does
 */
public record Vocabulary(
        List<String> categories,
        List<Attribute> attributes,
        Map<String, String> labels,
        Map<String, List<Example>> examples,
        @Nullable String kept) {
    /** The model's own words for both. */
    public static final Vocabulary BUILT_IN = new Vocabulary(List.of(), List.of());

    private static final int NAMED = 5; // in a warning

    public Vocabulary {
        categories = List.copyOf(categories);
        attributes = List.copyOf(attributes);
        labels = Map.copyOf(labels);
        Map<String, List<Example>> copies = new LinkedHashMap<>();
        examples.forEach((word, shown) -> copies.put(word, List.copyOf(shown)));
        examples = Collections.unmodifiableMap(copies); // in the caller's order
    }

    /** Words and examples of a request's own. */
    public Vocabulary(
            List<String> categories,
            List<Attribute> attributes,
            Map<String, String> labels,
            Map<String, List<Example>> examples) {
        this(categories, attributes, labels, examples, null);
    }

    /** What the store keeps under this name ({@link KeptVocabularies}). */
    public static Vocabulary named(String name) {
        return new Vocabulary(List.of(), List.of(), Map.of(), Map.of(), name);
    }

    /** Words alone, some of which stand for other labels. */
    public Vocabulary(List<String> categories, List<Attribute> attributes, Map<String, String> labels) {
        this(categories, attributes, labels, Map.of());
    }

    /** Words that the model reads as they are. */
    public Vocabulary(List<String> categories, List<Attribute> attributes) {
        this(categories, attributes, Map.of());
    }

    /** The same with one more category: what these regions show. */
    public Vocabulary withExamples(String name, List<Example> shown) {
        List<String> more = new ArrayList<>(categories);
        more.add(name);
        Map<String, List<Example>> all = new LinkedHashMap<>(examples);
        all.put(name, shown);
        return new Vocabulary(more, attributes, labels, all);
    }

    /** How many regions its examples are. */
    public int regions() {
        return examples.values().stream().mapToInt(List::size).sum();
    }

    /** The answer with the caller's labels. */
    Answer labelled(Answer answer) {
        if (labels.isEmpty()) {
            return answer;
        }
        if (answer instanceof Answer.Category category) {
            return new Answer.Category(labelled(category.categories()), category.known());
        }
        return answer instanceof Answer.Attributes found ? new Answer.Attributes(labelled(found.attributes())) : answer;
    }

    private List<ScoredLabel> labelled(List<ScoredLabel> scored) {
        return scored.stream()
                .map(label -> new ScoredLabel(
                        labels.getOrDefault(label.name(), label.name()), label.score(), label.probability()))
                .toList();
    }

    /** What the reader of the answer should know of the words: those that the text encoder has hardly seen. */
    List<String> warnings() {
        List<String> foreign = Stream.concat(
                        categories.stream().filter(word -> !examples.containsKey(word)),
                        attributes.stream().map(Attribute::name))
                .filter(word -> !word.chars().allMatch(letter -> letter < 128))
                .toList();
        if (foreign.isEmpty()) {
            return List.of();
        }
        return List.of("The model's text encoder reads English; " + foreign.size() + " words are not plain English ("
                + Quoted.of(String.join(", ", foreign.subList(0, Math.min(NAMED, foreign.size()))))
                + "), so their scores may mean little. Send an English description beside each: {\"name\": …,"
                + " \"description\": …}.");
    }

    /** Pairs of what the model reads and the label it stands for; two labels of one description are refused. */
    static final class Labels {
        private final Map<String, String> labels = new HashMap<>();

        /** @param field of the label, for the refusal */
        void put(String field, String description, String label) {
            String other = labels.put(description, label);
            if (other != null && !other.equals(label)) {
                throw DynReferException.invalid(
                        field,
                        "'" + Quoted.of(label) + "' has the same description as '" + Quoted.of(other)
                                + "', so the model cannot tell them apart; describe one in other words.");
            }
        }

        Map<String, String> all() {
            return labels;
        }
    }
}
