package io.dynrefer.model.minilm;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** MiniLM's WordPiece tokenizer, from its library. Thread-safe. */
public final class MiniLmTokenizer implements AutoCloseable {
    /** Tokens of a text at most; what is longer loses its end. */
    static final int MAX_TOKENS = 512;

    private static final String FILE = "/all-minilm-l6-v2-q-tokenizer.json";

    private final HuggingFaceTokenizer library;

    /** Reads the vocabulary of the library. */
    public MiniLmTokenizer() {
        byte[] json = MiniLmWeights.resource(FILE);
        try {
            this.library = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json),
                    Map.of("truncation", "true", "maxLength", String.valueOf(MAX_TOKENS), "padding", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of a text's pieces between those that start and end it. */
    long[] encode(String text) {
        return library.encode(text).getIds();
    }

    /** A text's pieces: lower case, {@code ##} before one that continues a word, {@code [UNK]} for an unknown word. */
    public List<String> pieces(String text) {
        return List.of(library.encode(text, false, false).getTokens());
    }

    @Override
    public void close() {
        library.close();
    }
}
