package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.model.tokens.SentencePieceModel;
import io.dynrefer.model.tokens.T5Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** T5's tokenizer against sentencepiece: pieces, ids and texts exact, the model file's scores within tolerance. */
final class TokenizerParity implements ParityCheck {
    private static final double SCORE_TOLERANCE = 1e-6;

    @Override
    public boolean applies(Path folder) {
        return !fixtures(folder).isEmpty();
    }

    @Override
    public void run(Path folder, ParityReport report) {
        for (Path fixture : fixtures(folder)) {
            JsonNode json = read(fixture);
            Path model = folder.resolve(json.get("model").asText());
            comparePieces(SentencePieceModel.read(model), json.get("vocab"), report);
            try (T5Tokenizer tokenizer = T5Tokenizer.read(model)) {
                compareEncoding(tokenizer, json.get("encode"), report);
                compareDecoding(tokenizer, json, report);
            }
        }
    }

    private static List<Path> fixtures(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("sentencepiece.*\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void comparePieces(SentencePieceModel model, JsonNode vocabulary, ParityReport report) {
        List<String> expected = new ArrayList<>();
        float[] expectedScores = new float[vocabulary.size()];
        float[] scores = new float[model.pieces().size()];
        for (int id = 0; id < expectedScores.length; id++) {
            expected.add(vocabulary.get(id).get(0).asText());
            expectedScores[id] = vocabulary.get(id).get(1).floatValue();
        }
        for (int id = 0; id < scores.length; id++) {
            scores[id] = model.pieces().get(id).score();
        }
        report.exact(
                "tokenizer.vocab.pieces",
                expected,
                model.pieces().stream().map(SentencePieceModel.Piece::text).toList());
        report.floats("tokenizer.vocab.scores", expectedScores, scores, SCORE_TOLERANCE);
    }

    private static void compareEncoding(T5Tokenizer tokenizer, JsonNode examples, ParityReport report) {
        List<List<String>> expectedPieces = new ArrayList<>();
        List<List<String>> pieces = new ArrayList<>();
        List<List<Long>> expectedIds = new ArrayList<>();
        List<List<Long>> ids = new ArrayList<>();
        for (JsonNode example : examples) {
            String text = example.get("text").asText();
            expectedPieces.add(ModelFixture.strings(example.get("normalized_pieces")));
            pieces.add(tokenizer.pieces(text));
            expectedIds.add(boxed(longs(example.get("ids"))));
            ids.add(boxed(tokenizer.pieceIds(text)));
        }
        report.exact("tokenizer.encode.pieces", expectedPieces, pieces);
        report.exact("tokenizer.encode.ids", expectedIds, ids);
    }

    private static void compareDecoding(T5Tokenizer tokenizer, JsonNode json, ParityReport report) {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (JsonNode example : json.get("encode")) {
            expected.add(example.get("decoded").asText());
            actual.add(tokenizer.decode(longs(example.get("ids"))));
        }
        report.exact("tokenizer.encode.decoded", expected, actual);
        expected.clear();
        actual.clear();
        for (JsonNode example : json.get("decode")) {
            expected.add(example.get("text").asText());
            actual.add(tokenizer.decode(longs(example.get("ids"))));
        }
        report.exact("tokenizer.decode.text", expected, actual);
    }

    private static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
