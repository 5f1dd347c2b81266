package io.dynrefer.referring;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much one request may ask for.
 *
 * @param regions most regions per request
 * @param vocabulary most words per vocabulary
 * @param wordLength most characters per word, region id or control word
 * @param controls most control words
 * @param images most images that an uploaded COCO file may ask about
 */
public record ReferLimits(int regions, int vocabulary, int wordLength, int controls, int images) {
    public static final ReferLimits DEFAULT = new ReferLimits(256, 5_000, 100, 64, 500);

    void check(ReferRequest request) {
        atMost("regions", request.regions().size(), regions, "Send the rest in another request.");
        if (request.regions().isEmpty()) {
            throw DynReferException.invalid("regions", "A request needs at least one region.");
        }
        if (request.tasks().isEmpty()) {
            throw DynReferException.invalid(
                    "tasks", "A request needs at least one task: tags, category, attributes or caption.");
        }
        checkWords("vocabulary.categories", request.vocabulary().categories(), vocabulary);
        checkWords("vocabulary.attributes", words(request.vocabulary().attributes()), vocabulary);
        checkWords("controls", request.controls(), controls);
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

    private void checkWords(String field, List<String> words, int most) {
        atMost(field, words.size(), most, "Ask about fewer words at once.");
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
        if (!word.chars().allMatch(character -> character >= ' ' && character < 127)) {
            throw DynReferException.invalid(
                    field,
                    "'" + word
                            + "' has characters outside printable ASCII; the model reads English, so write it in plain"
                            + " letters.");
        }
    }

    private static void atMost(String field, int count, int most, String fix) {
        if (count > most) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    field,
                    count + " entries in " + field + "; at most " + most + " are allowed. " + fix);
        }
    }
}
