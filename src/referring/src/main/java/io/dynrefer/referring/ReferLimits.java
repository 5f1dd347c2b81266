package io.dynrefer.referring;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much one request may ask for.
 *
 * @param regions most regions per request
 * @param vocabulary most words per vocabulary
 * @param wordLength most characters per word, region id or control word
 * @param letters most characters in all words of a vocabulary together: reading them is what a vocabulary costs
 * @param controls most control words
 * @param images most images that an uploaded COCO file may ask about
 * @param time how long an answer may take; null: as long as it takes
 */
public record ReferLimits(
        int regions,
        int vocabulary,
        int wordLength,
        int letters,
        int controls,
        int images,
        @Nullable Duration time) {
    /** Most coordinates and runs of all regions together. */
    private static final long SHAPES = 1_000_000;

    /** Most examples of all words together: what was encoded before is looked up, which costs little. */
    private static final int EXAMPLES = 1_024;

    /** What suits a program of one's own; a server also limits the time. */
    public static final ReferLimits DEFAULT = new ReferLimits(256, 5_000, 100, 60_000, 64, 500, null);

    void check(ReferRequest request) {
        atMost("regions", request.regions().size(), regions, "Send the rest in another request.");
        if (request.regions().isEmpty()) {
            throw DynReferException.invalid("regions", "A request needs at least one region.");
        }
        if (request.tasks().isEmpty()) {
            throw DynReferException.invalid(
                    "tasks", "A request needs at least one task: tags, category, attributes or caption.");
        }
        checkVocabulary(request.vocabulary());
        checkWords("controls", request.controls(), controls);
        long shapes = request.regions().stream()
                        .mapToLong(region -> region.region().size())
                        .sum()
                + request.vocabulary().examples().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(example -> example.region().size())
                        .sum();
        if (shapes > SHAPES) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "regions",
                    "The regions have " + shapes + " coordinates and runs together; at most " + SHAPES
                            + " are allowed. Send simpler ones, or the rest in another request.");
        }
        for (int i = 0; i < request.regions().size(); i++) {
            checkId("regions[" + i + "].id", request.regions().get(i).id());
        }
    }

    /** Refuses more words or examples than one request may bring. */
    void checkVocabulary(Vocabulary asked) {
        checkExamples(asked);
        checkWords("vocabulary.categories", asked.categories(), vocabulary);
        checkWords("vocabulary.attributes", words(asked.attributes()), vocabulary);
        checkWords("vocabulary", List.copyOf(asked.labels().values()), 2L * vocabulary);
    }

    /** Each example is one more region to be encoded. */
    private static void checkExamples(Vocabulary asked) {
        asked.examples().forEach((name, shown) -> {
            if (shown.isEmpty()) {
                throw DynReferException.invalid(
                        "vocabulary.categories",
                        "'" + Quoted.of(name) + "' has no examples in its list of examples; name 1 to " + Example.MOST
                                + ", or leave the list out.");
            }
            atMost(
                    "the examples of '" + Quoted.of(name) + "'",
                    shown.size(),
                    Example.MOST,
                    "More than that add nothing.");
        });
        atMost("examples", asked.regions(), EXAMPLES, "Send fewer of each name, or ask about fewer names at once.");
    }

    private void checkId(String field, String id) {
        if (id.length() > wordLength) {
            throw DynReferException.invalid(
                    field, "An id has " + id.length() + " characters; at most " + wordLength + " are allowed.");
        }
    }

    /** Refuses a request to find more boxes than may be asked about. */
    void checkBoxes(int most) {
        atMost("most", most, regions, "Find fewer.");
    }

    /** Refuses an upload of more images than {@link #images}. */
    public void checkImages(int count) {
        atMost("images", count, images, "Upload the rest under another id.");
    }

    private static List<String> words(List<Attribute> attributes) {
        return attributes.stream()
                .flatMap(attribute -> attribute.type().isEmpty()
                        ? attribute.synonyms().stream()
                        : Stream.concat(Stream.of(attribute.type()), attribute.synonyms().stream()))
                .toList();
    }

    private void checkWords(String field, List<String> words, long most) {
        atMost(field, words.size(), most, "Ask about fewer words at once.");
        long length = words.stream().mapToLong(String::length).sum();
        if (length > letters) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    field,
                    "The words of " + field + " have " + length + " characters together; at most " + letters
                            + " are allowed. Ask about fewer words at once.");
        }
        for (int i = 0; i < words.size(); i++) {
            checkWord(field + "[" + i + "]", words.get(i));
        }
    }

    private void checkWord(String field, String word) {
        if (word.isBlank()) {
            throw DynReferException.invalid(field, "A word is empty; remove it.");
        }
        if (word.length() > wordLength) {
            throw DynReferException.invalid(
                    field, "A word has " + word.length() + " characters; at most " + wordLength + " are allowed.");
        }
    }

    private static void atMost(String field, int count, long most, String fix) {
        if (count > most) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    field,
                    count + " entries in " + field + "; at most " + most + " are allowed. " + fix);
        }
    }
}
