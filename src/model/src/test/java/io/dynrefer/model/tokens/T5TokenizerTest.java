package io.dynrefer.model.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class T5TokenizerTest {
    private static final JsonNode GOLDEN = Golden.json("tokenizer/sentencepiece_tiny.json");
    private static final Path MODEL = Golden.path("tokenizer/tiny_unigram.model");
    private static final T5Tokenizer TOKENIZER = T5Tokenizer.read(MODEL);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void pieces_equalSentencePiece() {
        assertThat(GOLDEN.get("encode")).hasSizeGreaterThan(50);
        for (JsonNode example : GOLDEN.get("encode")) {
            String text = example.get("text").asText();
            assertThat(TOKENIZER.pieces(text)).as("'%s'", text).isEqualTo(strings(example.get("normalized_pieces")));
            assertThat(TOKENIZER.pieceIds(text)).as("'%s'", text).containsExactly(longs(example.get("ids")));
        }
    }

    @Test
    void decode_equalsSentencePiece() {
        assertThat(GOLDEN.get("decode")).hasSizeGreaterThan(20);
        for (JsonNode example : GOLDEN.get("decode")) {
            assertThat(TOKENIZER.decode(longs(example.get("ids"))))
                    .isEqualTo(example.get("text").asText());
        }
        for (JsonNode example : GOLDEN.get("encode")) {
            assertThat(TOKENIZER.decode(longs(example.get("ids"))))
                    .isEqualTo(example.get("decoded").asText());
        }
    }

    @Test
    void read_keepsPiecesAndScores() {
        SentencePieceModel model = SentencePieceModel.read(MODEL);
        JsonNode vocabulary = GOLDEN.get("vocab");
        assertThat(model.pieces()).hasSize(vocabulary.size());
        for (int id = 0; id < vocabulary.size(); id++) {
            assertThat(model.pieces().get(id).text())
                    .isEqualTo(vocabulary.get(id).get(0).asText());
            assertThat((double) model.pieces().get(id).score())
                    .isEqualTo(vocabulary.get(id).get(1).asDouble());
        }
    }

    @Test
    void encode_endsWithEndOfSentenceAndFits() {
        assertThat(TOKENIZER.encode("umbrellas", 32)).containsExactly(100, 29, 1);
        assertThat(TOKENIZER.encode("umbrellas", 2)).containsExactly(100, 1);
        assertThat(TOKENIZER.encode("", 32)).containsExactly(1);
    }

    @Test
    void convert_writesEquivalentTokenizerJson(@TempDir Path folder) {
        Path json = folder.resolve("tokenizer.json");
        SentencePieceConversion.convert(MODEL, json, SentencePieceConversion.EXTRA_IDS);
        try (T5Tokenizer converted = T5Tokenizer.read(json)) {
            assertThat(converted.vocabularySize())
                    .isEqualTo(GOLDEN.get("vocab").size() + SentencePieceConversion.EXTRA_IDS);
            for (JsonNode example : GOLDEN.get("encode")) {
                assertThat(converted.pieceIds(example.get("text").asText())).containsExactly(longs(example.get("ids")));
            }
        }
    }

    /** Flan-T5's own file splits at white space first, which makes no difference for unigram pieces. */
    @Test
    void read_takesTheFormOfFlanT5sFile(@TempDir Path folder) throws IOException {
        ObjectNode json = SentencePieceConversion.tokenizerJson(SentencePieceModel.read(MODEL), 100);
        ObjectNode charactersOnly = (ObjectNode) json.at("/normalizer/normalizers/0");
        json.set("normalizer", charactersOnly);
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        steps.addObject().put("type", "WhitespaceSplit");
        steps.addObject().put("type", "Metaspace").put("replacement", "▁").put("add_prefix_space", true);
        json.putObject("decoder")
                .put("type", "Metaspace")
                .put("replacement", "▁")
                .put("add_prefix_space", true);
        json.putObject("truncation")
                .put("direction", "Right")
                .put("max_length", 3)
                .put("strategy", "LongestFirst")
                .put("stride", 0);
        Path file = Files.writeString(folder.resolve("tokenizer.json"), json.toString());
        try (T5Tokenizer flan = T5Tokenizer.read(file)) {
            for (JsonNode example : GOLDEN.get("encode")) {
                assertThat(flan.pieceIds(example.get("text").asText()))
                        .as(example.get("text").asText())
                        .containsExactly(longs(example.get("ids")));
                assertThat(flan.decode(longs(example.get("ids"))))
                        .isEqualTo(example.get("decoded").asText());
            }
        }
    }

    @Test
    void caption_leavesOutUnknownAndSpaceBeforePunctuation() {
        long[] ids = LongStream.concat(LongStream.of(0), LongStream.of(TOKENIZER.pieceIds("it 's a dog , wet !")))
                .toArray();
        assertThat(TOKENIZER.caption(ids)).isEqualTo("it's a dog, wet!");
        assertThat(TOKENIZER.caption(2, 5, 2, 1, 0)).isEqualTo("he");
    }

    @Test
    void read_refusesOtherFiles(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("spiece.model"), "not a model");
        assertThatThrownBy(() -> T5Tokenizer.read(other))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("spiece.model");
        Path json = Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> T5Tokenizer.read(json)).isInstanceOf(DynReferException.class);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
