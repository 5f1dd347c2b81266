package io.dynrefer.model.tokens;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Flan-T5's tokenizer: sentencepiece unigram pieces through the HuggingFace tokenizers library, from
 * {@code tokenizer.json} or {@code spiece.model}.
 *
 * <p>A text never yields a special token: a caller who writes {@code </s>} gets the pieces of those characters, as
 * sentencepiece does. Thread-safe.
 */
public final class T5Tokenizer implements AutoCloseable {
    /** The file's name in a weights folder. */
    public static final String FILE_NAME = "tokenizer.json";

    /** How sentencepiece writes the unknown piece; it has plain spaces, so no text can match it. */
    private static final String UNKNOWN_TEXT = " \u2047 ";

    private final HuggingFaceTokenizer library;
    private final Set<Long> special;
    private final long unknown;
    private final long endOfSentence;
    private final int vocabularySize;

    private T5Tokenizer(ObjectNode json) {
        this.special = StreamSupport.stream(json.withArray("added_tokens").spliterator(), false)
                .map(token -> token.get("id").asLong())
                .collect(Collectors.toUnmodifiableSet());
        this.unknown = json.at("/model/unk_id").asLong();
        this.endOfSentence = idOf(json, UnigramJson.END_OF_SENTENCE);
        this.vocabularySize = UnigramJson.vocabulary(json).size();
        byte[] plain = withoutSpecialTokens(json, special, unknown).toString().getBytes(StandardCharsets.UTF_8);
        try {
            this.library = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(plain),
                    Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code tokenizer.json} or {@code spiece.model}. */
    public static T5Tokenizer read(Path file) {
        ObjectNode json = SentencePieceConversion.load(file);
        if (!json.at("/model/type").asText("Unigram").equals("Unigram")
                || !json.at("/model/vocab").isArray()
                || !json.at("/model/unk_id").isInt()) {
            throw DynReferException.invalid(
                    file.toString(), file + " is not a unigram tokenizer.json with an unknown piece, as Flan-T5's is.");
        }
        try {
            return new T5Tokenizer(json);
        } catch (DynReferException e) {
            throw e;
        } catch (RuntimeException e) { // What the library makes of pieces that are none.
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    file.toString(),
                    file + " is no tokenizer.json that can be read: "
                            + Quoted.of(e.getMessage() == null ? e : e.getMessage()) + ".",
                    e);
        }
    }

    private static long idOf(JsonNode json, String content) {
        for (JsonNode token : json.get("added_tokens")) {
            if (token.get("content").asText().equals(content)) {
                return token.get("id").asLong();
            }
        }
        throw DynReferException.invalid("tokenizer.json", "The tokenizer declares no special token " + content + ".");
    }

    /** Renames special pieces to what no normalised text contains, and leaves out what adds special tokens. */
    private static ObjectNode withoutSpecialTokens(ObjectNode json, Set<Long> special, long unknown) {
        ObjectNode plain = json.deepCopy();
        plain.putArray("added_tokens");
        plain.putNull("post_processor").putNull("truncation").putNull("padding");
        ArrayNode vocabulary = UnigramJson.vocabulary(plain);
        for (long id : special) {
            if (id < vocabulary.size()) {
                ArrayNode piece = (ArrayNode) vocabulary.get((int) id);
                piece.set(0, new TextNode(" " + piece.get(0).asText()));
            }
        }
        ((ArrayNode) vocabulary.get((int) unknown)).set(0, new TextNode(UNKNOWN_TEXT));
        return plain;
    }

    /** Number of token ids that have a piece: 32,100 for Flan-T5. */
    public int vocabularySize() {
        return vocabularySize;
    }

    /** The pieces' ids and {@code </s>}; a longer text loses its end so that all are at most {@code maxLength}. */
    public long[] encode(String text, int maxLength) {
        if (maxLength < 1) {
            throw new IllegalArgumentException("maxLength must be at least 1, not " + maxLength);
        }
        long[] pieces = pieceIds(text);
        int kept = Math.min(pieces.length, maxLength - 1);
        long[] ids = Arrays.copyOf(pieces, kept + 1);
        ids[kept] = endOfSentence;
        return ids;
    }

    /** The pieces' ids alone. */
    public long[] pieceIds(String text) {
        return library.encode(text, false, false).getIds();
    }

    /** The pieces as text, with {@code U+2581} for a space; unknown ones as they stand in the text. */
    public List<String> pieces(String text) {
        return List.of(library.encode(text, false, false).getTokens());
    }

    /** The text of ids, as sentencepiece writes it: special tokens vanish, unknown ones are {@code " ⁇ "}. */
    public String decode(long... ids) {
        long[] kept = Arrays.stream(ids)
                .filter(id -> id == unknown || !special.contains(id))
                .toArray();
        return kept.length == 0 ? "" : library.decode(kept, false);
    }

    /**
     * The text of generated ids, as the research code's tokenizer writes captions: special and unknown tokens vanish,
     * and so does the space before punctuation and English contractions.
     */
    public String caption(long... ids) {
        long[] known = Arrays.stream(ids)
                .filter(id -> id != unknown && id < vocabularySize)
                .toArray();
        return decode(known)
                .replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }

    @Override
    public void close() {
        library.close();
    }
}
