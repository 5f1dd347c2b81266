package io.dynrefer.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * CLIP's byte-pair tokenizer (METHOD 8): HTML references resolved twice, white space collapsed, lower case, words split
 * by OpenAI's pattern, each word encoded by byte-level byte-pair merges.
 *
 * <p>Cleaning and splitting follow the research code to the letter; the merges themselves are left to the HuggingFace
 * tokenizers library. The literal texts {@code <|startoftext|>} and {@code <|endoftext|>} are single tokens, but only
 * where the pattern starts a new word, so {@code !<|endoftext|>} is punctuation: the library's own special tokens would
 * differ there. The research code also repairs mis-encoded text (ftfy); of that only NFC is done here. Thread-safe.
 */
public final class ClipTokenizer implements AutoCloseable {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final HuggingFaceTokenizer library;
    private final int contextLength;
    private final int vocabularySize;
    private final long startOfText;
    private final long endOfText;

    /** Builds the vocabulary from its merges; texts are cut to {@code contextLength} tokens (77 in the release). */
    public ClipTokenizer(ClipMerges merges, int contextLength) {
        this.contextLength = contextLength;
        this.vocabularySize = merges.vocabularySize();
        this.startOfText = merges.startOfText();
        this.endOfText = merges.endOfText();
        try {
            this.library = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(merges.tokenizerJson()),
                    Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code bpe_simple_vocab_16e6.txt[.gz]}. */
    public static ClipTokenizer read(Path mergesFile, int contextLength) {
        return new ClipTokenizer(ClipMerges.read(mergesFile), contextLength);
    }

    /** Number of token ids: 49,408 with the released merges. */
    public int vocabularySize() {
        return vocabularySize;
    }

    public int contextLength() {
        return contextLength;
    }

    public long endOfText() {
        return endOfText;
    }

    /** Start of text, the words' tokens, end of text; when too long, cut and the last one made end of text. */
    public long[] encode(String text) {
        LongStream.Builder ids = LongStream.builder().add(startOfText);
        for (String word : words(text)) {
            switch (word) {
                case "<|startoftext|>" -> ids.add(startOfText);
                case "<|endoftext|>" -> ids.add(endOfText);
                default -> Arrays.stream(merged(word)).forEach(ids::add);
            }
        }
        return cut(ids.add(endOfText).build().toArray());
    }

    /** The words of a text, cleaned and split: what the merges work on. */
    static List<String> words(String text) {
        return WORD.matcher(clean(text)).results().map(MatchResult::group).toList();
    }

    private long[] merged(String word) {
        return library.encode(word, false, false).getIds();
    }

    private long[] cut(long[] ids) {
        if (ids.length <= contextLength) {
            return ids;
        }
        long[] kept = Arrays.copyOf(ids, contextLength);
        kept[contextLength - 1] = endOfText;
        return kept;
    }

    static String clean(String text) {
        String fixed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String unescaped = HtmlEntities.unescape(HtmlEntities.unescape(fixed));
        String collapsed = WHITE_SPACE.matcher(unescaped).replaceAll(" ");
        return collapsed.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        library.close();
    }
}
