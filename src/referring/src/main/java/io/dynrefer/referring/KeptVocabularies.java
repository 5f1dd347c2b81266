package io.dynrefer.referring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The vocabularies that a store keeps for use by name, {@code "vocabulary": {"name": …}}. Whoever has the store, or a
 * part of it, owns them; one whose time is over is none. Safe for use by several threads.
 */
public final class KeptVocabularies {
    /** Most vocabularies of one owner. */
    static final int MOST = 1_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long LONGEST_SECONDS = Duration.ofDays(3_650).toSeconds();

    private final BlobStore store;
    private final Reception reception;

    public KeptVocabularies(BlobStore store, Reception reception) {
        this.store = store;
        this.reception = reception;
    }

    /**
     * What is to be kept.
     *
     * @param name 1 to 64 letters, digits, hyphens and underscores; one that is there is replaced
     * @param categories words, or words with examples, as in a request
     * @param attributes as in a request
     * @param expiresIn seconds from now; absent: it stays until it is deleted
     */
    public record Wanted(
            @Nullable String name,
            @Nullable JsonNode categories,
            @Nullable JsonNode attributes,
            @Nullable Long expiresIn) {}

    /**
     * What is kept, in short.
     *
     * @param examples how many regions show its categories
     * @param expires in seconds of the epoch; absent: never
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Card(
            String name,
            int categories,
            int attributes,
            int examples,
            @Nullable Long expires) {
        static Card of(KeptVocabulary kept) {
            Vocabulary vocabulary = kept.read();
            return new Card(
                    kept.name(),
                    vocabulary.categories().size(),
                    vocabulary.attributes().size(),
                    vocabulary.regions(),
                    kept.expires());
        }
    }

    /** What is to be kept, read; malformed, it is a 400 that names the field. */
    public Vocabulary read(Wanted wanted, Function<String, EncodedImage> images) {
        Map<String, JsonNode> lists = new LinkedHashMap<>();
        if (wanted.categories() != null) {
            lists.put("categories", wanted.categories());
        }
        if (wanted.attributes() != null) {
            lists.put("attributes", wanted.attributes());
        }
        if (lists.isEmpty()) {
            throw DynReferException.invalid(
                    "categories", "A vocabulary needs categories, attributes or both, as in a request.");
        }
        return VocabularyReader.read(Json.mapper().valueToTree(lists), images);
    }

    /** Keeps a vocabulary and the images of its examples; one of the same name is replaced. */
    public Card keep(Wanted wanted, Vocabulary vocabulary) {
        String name = requireName(wanted.name());
        Long seconds = wanted.expiresIn();
        if (seconds != null && (seconds < 1 || seconds > LONGEST_SECONDS)) {
            throw DynReferException.invalid(
                    "expires_in", "expires_in is in seconds, 1 to " + LONGEST_SECONDS + ", not " + seconds + ".");
        }
        reception.limits().checkVocabulary(vocabulary);
        if (isFull() && !store.exists(StoreKeys.vocabulary(name))) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "name",
                    "There are " + MOST + " vocabularies, which is the most that are kept; delete one first.");
        }
        KeptVocabulary kept = new KeptVocabulary(
                name,
                Objects.requireNonNull(VocabularyReader.write(withImages(vocabulary)), "it was read from lists"),
                seconds == null ? null : Long.valueOf(Instant.now().getEpochSecond() + seconds));
        store.delete(StoreKeys.vocabulary(name));
        store.putIfAbsent(StoreKeys.vocabulary(name), KeptVocabulary.FORM.encode(kept));
        return Card.of(kept);
    }

    /** The same with its images in the store. */
    private Vocabulary withImages(Vocabulary vocabulary) {
        Map<String, List<Example>> kept = new LinkedHashMap<>();
        vocabulary.examples().forEach((word, shown) -> {
            List<Example> stored = new ArrayList<>();
            for (Example example : shown) {
                String field =
                        "categories[" + vocabulary.categories().indexOf(word) + "].examples[" + stored.size() + "]";
                stored.add(new Example(null, image(field, example), example.region()));
            }
            kept.put(word, stored);
        });
        return new Vocabulary(vocabulary.categories(), vocabulary.attributes(), vocabulary.labels(), kept);
    }

    private ImageDigest image(String field, Example example) {
        ImageDigest digest = example.elsewhere()
                .orElseThrow(() -> DynReferException.invalid(
                        field + ".image", "An example of a vocabulary to be kept needs its image."));
        try {
            Reception.Opened opened = reception.open(digest, example.image());
            try {
                opened.inside(example.region());
                opened.keep();
            } finally {
                opened.letGo();
            }
        } catch (DynReferException e) {
            throw Exemplars.at(field, e);
        }
        return digest;
    }

    /** Reads them, of which the time of some may be over, only where there are so many. */
    private boolean isFull() {
        return store.list(StoreKeys.vocabularies()).size() >= MOST && all().size() >= MOST;
    }

    /** All that are kept, by name. */
    public List<Card> list() {
        return all().stream().map(Card::of).toList();
    }

    private List<KeptVocabulary> all() {
        Instant now = Instant.now();
        return store.list(StoreKeys.vocabularies()).stream()
                .flatMap(key -> store.find(key).map(blob -> KeptVocabulary.FORM.decode(key, blob)).stream())
                .filter(kept -> !kept.isOver(now))
                .toList();
    }

    /** The one of this name. */
    public KeptVocabulary find(String name) {
        BlobKey key = StoreKeys.vocabulary(requireName(name));
        Optional<KeptVocabulary> kept = store.find(key).map(blob -> KeptVocabulary.FORM.decode(key, blob));
        return kept.filter(found -> !found.isOver(Instant.now())).orElseThrow(() -> missing(name));
    }

    /** Deletes the one of this name; its images stay until they are forgotten. */
    public Card delete(String name) {
        Card card = Card.of(find(name));
        store.delete(StoreKeys.vocabulary(name));
        return card;
    }

    static DynReferException missing(String name) {
        return new DynReferException(
                ErrorCode.NOT_FOUND,
                "vocabulary.name",
                "There is no vocabulary '" + Quoted.of(name) + "', or its time is over; POST /v1/vocabularies keeps"
                        + " one.");
    }

    /** The name, if it can be one. */
    static String requireName(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw DynReferException.invalid(
                    "name",
                    "A vocabulary's name has 1 to 64 letters, digits, hyphens and underscores, not '"
                            + Quoted.of(String.valueOf(name)) + "'.");
        }
        return name;
    }
}
