package io.dynrefer.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.model.GoldenArrays;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CLIP's tokenizer against the ids of the official one, on a synthetic merges file.
 *
 * <p>The official merges cannot be had here. The file used has their number, and each token that the official ids imply
 * at its official rank, so this proves cleaning, splitting, byte symbols, the arithmetic from rank to id, the merge
 * order, start, end and truncation. It does not prove that the released merges would split a word at the same places:
 * where a word has several tokens, their boundaries ({@link #PIECES}) are inferred from the ids of single bytes and,
 * for the two long English words, chosen.
 */
class ClipTokenizerTest {
    /** Bytes per token of the words that have more than one. */
    private static final Map<String, List<Integer>> PIECES = Map.of(
            "newline", List.of(3, 4),
            "naïve", List.of(2, 2, 2),
            "über", List.of(2, 3),
            "straße", List.of(4, 1, 1, 1),
            "你好世界", List.of(2, 1, 2, 1, 2, 1, 1, 1, 1),
            "...!!!???", List.of(3, 3, 3),
            "supercalifragilisticexpialidocious", List.of(5, 4, 4, 3, 4, 4, 3, 2, 5),
            "antidisestablishmentarianism", List.of(4, 3, 9, 4, 5, 3));

    private static final int CONTEXT = 77;

    @TempDir
    static Path folder;

    private static Path mergesFile = Path.of("");
    private static ClipTokenizer tokenizer;

    private record Row(String text, long[] ids) {}

    @BeforeAll
    static void writeMerges() {
        SyntheticMerges merges = new SyntheticMerges();
        rows().forEach(row -> require(merges, row));
        mergesFile = merges.write(folder.resolve("merges.txt"));
        tokenizer = ClipTokenizer.read(mergesFile, CONTEXT);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void encode_equalsOfficialIds() {
        List<Row> rows = rows();
        assertThat(rows).hasSize(20 + 12 + 7 + 3);
        for (Row row : rows) {
            assertThat(Arrays.copyOf(tokenizer.encode(row.text()), CONTEXT))
                    .as(row.text())
                    .containsExactly(row.ids());
        }
    }

    @Test
    void vocabularySize_isOfficial() {
        assertThat(tokenizer.vocabularySize()).isEqualTo(49_408);
        assertThat(tokenizer.endOfText()).isEqualTo(49_407);
    }

    @Test
    void read_takesGzip() throws IOException {
        Path compressed = folder.resolve("merges.txt.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(mergesFile, out);
        }
        try (ClipTokenizer gzip = ClipTokenizer.read(compressed, CONTEXT)) {
            assertThat(gzip.encode("a photo of a cat")).containsExactly(49406, 320, 1125, 539, 320, 2368, 49407);
        }
    }

    @Test
    void encode_literalEndOfTextAfterPunctuation_isPunctuation() {
        assertThat(ClipTokenizer.words("a!<|endoftext|>")).containsExactly("a", "!<|", "endoftext", "|>");
        assertThat(ClipTokenizer.words("a<|endoftext|>b")).containsExactly("a", "<|endoftext|>", "b");
    }

    @Test
    void clean_followsPython() {
        assertThat(ClipTokenizer.clean("&amp;lt; &eacute &notit; &#x80; &#0; &#1; &nosuch;"))
                .isEqualTo("< é ¬it; € \ufffd &nosuch;");
        assertThat(ClipTokenizer.clean("\u00a0A\u3000\u2028 ΟΔΟΣ İ ")).isEqualTo("a οδος i\u0307");
        assertThat(ClipTokenizer.clean("cafe\u0301")).isEqualTo("café");
    }

    private static void require(SyntheticMerges merges, Row row) {
        int next = 1;
        for (String word : ClipTokenizer.words(row.text())) {
            if (next == CONTEXT) {
                return; // the text was cut
            }
            if (row.ids()[next] == 49_407) {
                next++; // a literal end of text, or where the text was cut
                continue;
            }
            int from = 0;
            List<String> symbols = SyntheticMerges.symbols(word);
            for (int length : PIECES.getOrDefault(word, List.of(symbols.size()))) {
                merges.token(symbols.subList(from, from + length), Math.toIntExact(row.ids()[next++]));
                from += length;
            }
        }
        assertThat(row.ids()[next]).as("end of '%s'", row.text()).isEqualTo(49_407);
    }

    private static List<Row> rows() {
        JsonNode meta = Golden.json("model-tiny/meta.json");
        List<Row> rows = new ArrayList<>();
        add(rows, meta.get("clip_texts"), "clip.token_ids", "");
        add(rows, meta.get("tags"), "clip.tag_token_ids", "");
        add(rows, meta.get("ov_classes"), "clip.ov_token_ids", "the ");
        add(rows, meta.get("inputs").get("captions"), "in.caption_clip_ids", "");
        return rows;
    }

    private static void add(List<Row> rows, JsonNode texts, String array, String prefix) {
        long[] ids = GoldenArrays.IO.longs(array);
        for (int i = 0; i < texts.size(); i++) {
            rows.add(new Row(prefix + texts.get(i).asText(), Arrays.copyOfRange(ids, i * CONTEXT, (i + 1) * CONTEXT)));
        }
    }
}
