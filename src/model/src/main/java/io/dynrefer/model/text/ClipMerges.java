package io.dynrefer.model.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * CLIP's byte-pair merges in order of rank, as in {@code bpe_simple_vocab_16e6.txt[.gz]}: a header line, then two
 * symbols a line. The file of the release holds more merges than the model uses; the first {@value #USED} count.
 *
 * <p>The vocabulary follows from them: 256 bytes, the same 256 at the end of a word, one entry per merge, start and end
 * of text.
 */
public final class ClipMerges {
    /** Merges of the released vocabulary of 49,408 entries. */
    public static final int USED = 49_152 - 256 - 2;

    /** The file's name in a weights folder. */
    public static final String FILE_NAME = "bpe_simple_vocab_16e6.txt.gz";

    /** Marks a symbol that ends a word. */
    public static final String END_OF_WORD = "</w>";

    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    private final List<String> merges; // "left right", by rank

    private ClipMerges(List<String> merges) {
        this.merges = merges;
    }

    /** Reads a merges file, plain or gzip-compressed. */
    public static ClipMerges read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<String> lines = new String(decompressed(bytes), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return of(file.toString(), lines.subList(Math.min(1, lines.size()), lines.size()));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    file.toString(),
                    "Cannot read CLIP's merges file " + file
                            + "; `dynrefer convert` copies it beside the weights, `init-weights` writes a stand-in.",
                    e);
        }
    }

    private static ClipMerges of(String source, List<String> lines) {
        List<String> merges = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(USED, lines.size()))) {
            if (line.isEmpty()) {
                break;
            }
            if (line.indexOf(' ') < 1 || line.indexOf(' ') != line.lastIndexOf(' ') || line.endsWith(" ")) {
                throw DynReferException.invalid(
                        source,
                        "Line " + (merges.size() + 2) + " of " + source + " is not two symbols: '" + line + "'.");
            }
            merges.add(line);
        }
        return new ClipMerges(List.copyOf(merges));
    }

    private static byte[] decompressed(byte[] bytes) throws IOException {
        boolean gzip =
                bytes.length > 2 && (bytes[0] & 0xff) == GZIP_FIRST_BYTE && (bytes[1] & 0xff) == GZIP_SECOND_BYTE;
        if (!gzip) {
            return bytes;
        }
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        }
    }

    int vocabularySize() {
        return 512 + merges.size() + 2;
    }

    long startOfText() {
        return 512L + merges.size();
    }

    long endOfText() {
        return startOfText() + 1;
    }

    /**
     * The vocabulary as a {@code tokenizer.json}: byte-level byte-pair encoding of words that are already split,
     * without any special token (those are ours to place).
     */
    byte[] tokenizerJson() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding").putArray("added_tokens");
        root.putNull("normalizer").putNull("post_processor").putNull("decoder");
        root.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false)
                .put("use_regex", false);
        ObjectNode model = root.putObject("model").put("type", "BPE").putNull("dropout");
        model.putNull("unk_token").putNull("continuing_subword_prefix").put("end_of_word_suffix", END_OF_WORD);
        model.put("fuse_unk", false).put("byte_fallback", false);
        putVocabulary(model.putObject("vocab"));
        ArrayNode ranked = model.putArray("merges");
        merges.forEach(ranked::add);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void putVocabulary(ObjectNode vocabulary) {
        List<String> symbols = byteSymbols();
        symbols.forEach(symbol -> vocabulary.put(symbol, vocabulary.size()));
        symbols.forEach(symbol -> vocabulary.put(symbol + END_OF_WORD, vocabulary.size()));
        merges.forEach(merge -> vocabulary.put(merge.replace(" ", ""), vocabulary.size()));
        if (vocabulary.size() != 512 + merges.size()) {
            throw DynReferException.invalid(
                    "clip merges", "CLIP's merges file makes the same token twice; it is not the released file.");
        }
    }

    /** One visible character per byte, in vocabulary order: printable Latin-1 first, then the others from U+0100 up. */
    public static List<String> byteSymbols() {
        List<String> symbols = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            if (isPrintable(value)) {
                symbols.add(Character.toString(value));
            }
        }
        int printable = symbols.size();
        for (int other = 0; other < 256 - printable; other++) {
            symbols.add(Character.toString(256 + other));
        }
        return symbols;
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xac) || (value >= 0xae && value <= 0xff);
    }
}
