package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoredForm;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary as the store keeps it.
 *
 * @param name what requests call it
 * @param vocabulary as in a request; images of examples are named by their digests
 * @param expires in seconds of the epoch; null: never
 */
public record KeptVocabulary(
        String name, JsonNode vocabulary, @Nullable Long expires) {
    static final StoredForm<KeptVocabulary> FORM = new StoredForm<>() {
        @Override
        public byte[] encode(KeptVocabulary value) {
            return Json.write(value);
        }

        @Override
        public KeptVocabulary decode(BlobKey key, byte[] blob) {
            return Json.read(blob, KeptVocabulary.class);
        }
    };

    boolean isOver(Instant now) {
        return expires != null && expires <= now.getEpochSecond();
    }

    /** What it says. */
    Vocabulary read() {
        return VocabularyReader.read(vocabulary, ImageText::decode);
    }

    /**
     * What is left when an image is forgotten: examples in it go, and names that have no others. Empty if nothing is
     * left; itself if it has none in this image.
     */
    public Optional<KeptVocabulary> without(ImageDigest image) {
        ObjectNode left = vocabulary.deepCopy();
        if (left.get("categories") instanceof ArrayNode categories) {
            for (Iterator<JsonNode> entries = categories.iterator(); entries.hasNext(); ) {
                if (entries.next().get("examples") instanceof ArrayNode examples) {
                    remove(examples, image);
                    if (examples.isEmpty()) {
                        entries.remove();
                    }
                }
            }
            if (categories.isEmpty()) {
                left.remove("categories");
            }
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(new KeptVocabulary(name, left, expires));
    }

    private static void remove(ArrayNode examples, ImageDigest image) {
        for (Iterator<JsonNode> all = examples.iterator(); all.hasNext(); ) {
            if (Example.reference(image).equals(all.next().path("image").textValue())) {
                all.remove();
            }
        }
    }
}
