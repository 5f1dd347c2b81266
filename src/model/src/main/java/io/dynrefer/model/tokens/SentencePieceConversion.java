package io.dynrefer.model.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.model.tokens.SentencePieceModel.Kind;
import io.dynrefer.model.tokens.SentencePieceModel.Piece;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns Flan-T5's {@code spiece.model} into the {@code tokenizer.json} that {@link T5Tokenizer} reads: the same pieces
 * and ids, the sentinel tokens {@code <extra_id_99>}…{@code <extra_id_0>} after them, and {@code </s>} at the end.
 */
public final class SentencePieceConversion {
    /** Sentinel tokens that T5 has after its pieces. */
    public static final int EXTRA_IDS = 100;

    private SentencePieceConversion() {}

    /** Reads {@code model} and writes {@code tokenizerJson}, replacing it. */
    public static void convert(Path model, Path tokenizerJson, int extraIds) {
        try {
            new ObjectMapper()
                    .writeValue(tokenizerJson.toFile(), tokenizerJson(SentencePieceModel.read(model), extraIds));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.INTERNAL, tokenizerJson.toString(), "Cannot write " + tokenizerJson + ".", e);
        }
    }

    static ObjectNode tokenizerJson(SentencePieceModel source, int extraIds) {
        ObjectNode root = UnigramJson.skeleton();
        ArrayNode vocabulary = UnigramJson.vocabulary(root);
        List<Piece> pieces = source.pieces();
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            UnigramJson.addPiece(vocabulary, piece.text(), piece.score());
            if (piece.kind() != Kind.NORMAL) {
                UnigramJson.addSpecial(root, id, piece.text());
            }
            if (piece.kind() == Kind.UNKNOWN) {
                UnigramJson.setUnknown(root, id);
            }
        }
        for (int extra = extraIds - 1; extra >= 0; extra--) {
            String name = "<extra_id_" + extra + ">";
            UnigramJson.addSpecial(root, vocabulary.size(), name);
            UnigramJson.addPiece(vocabulary, name, 0);
        }
        UnigramJson.setNormalizer(root, source.characterMap(), source.dummyPrefix(), source.collapseSpaces());
        return root;
    }

    /** Reads a whole {@code tokenizer.json}, or converts a {@code spiece.model}, by what the file is. */
    static ObjectNode load(Path file) {
        if (file.getFileName().toString().endsWith(".model")) {
            return tokenizerJson(SentencePieceModel.read(file), EXTRA_IDS);
        }
        try {
            if (new ObjectMapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode root) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    file.toString(),
                    file + " is not JSON: " + Quoted.of(e.getOriginalMessage()) + ", line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ".",
                    e);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    file.toString(),
                    "Cannot read T5's tokenizer " + file + "; `dynrefer convert` makes it from Flan-T5's tokenizer.json"
                            + " or spiece.model, `init-weights` writes a stand-in.",
                    e);
        }
        throw DynReferException.invalid(file.toString(), file + " is not a tokenizer.json.");
    }
}
