package io.dynrefer.model.tokens;

import io.dynrefer.model.protobuf.ProtoReader;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A sentencepiece unigram model as stored in {@code spiece.model}: the pieces by id and how text is normalised.
 *
 * @param pieces by id
 * @param characterMap the compiled normalisation table, Base64; empty where text stays as it is
 * @param dummyPrefix whether a space is put before the text
 * @param collapseSpaces whether spaces at the ends go and runs of them become one
 */
public record SentencePieceModel(List<Piece> pieces, String characterMap, boolean dummyPrefix, boolean collapseSpaces) {
    private static final int UNIGRAM = 1;

    /** A piece of text with its log-probability. */
    public record Piece(String text, float score, Kind kind) {}

    /** What a piece is for; the order is the file format's, from 1. */
    public enum Kind {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    public SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    /** Reads a model file; models other than unigram, and ones with byte or user-defined pieces, are refused. */
    public static SentencePieceModel read(Path file) {
        try {
            return parse(new ProtoReader(ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, file.toString(), "Cannot read the sentencepiece model " + file + ".", e);
        } catch (IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    file.toString(),
                    file + " is not a sentencepiece unigram model: " + e.getMessage(),
                    e);
        }
    }

    private static SentencePieceModel parse(ProtoReader model) {
        List<Piece> pieces = new ArrayList<>();
        SentencePieceModel normalizer = new SentencePieceModel(List.of(), "", true, true);
        for (int field = model.nextField(); field != 0; field = model.nextField()) {
            switch (field) {
                case 1 -> pieces.add(piece(model.message()));
                case 2 -> requireUnigram(model.message());
                case 3 -> normalizer = normalizer(model.message());
                default -> model.skip();
            }
        }
        if (pieces.stream().filter(piece -> piece.kind() == Kind.UNKNOWN).count() != 1) {
            throw new IllegalArgumentException("it needs exactly one piece for unknown text");
        }
        return new SentencePieceModel(
                pieces, normalizer.characterMap, normalizer.dummyPrefix, normalizer.collapseSpaces);
    }

    private static Piece piece(ProtoReader message) {
        String text = "";
        float score = 0;
        Kind kind = Kind.NORMAL;
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case 1 -> text = message.text();
                case 2 -> score = message.number();
                case 3 -> kind = Kind.values()[message.integer() - 1];
                default -> message.skip();
            }
        }
        if (kind == Kind.USER_DEFINED || kind == Kind.BYTE) {
            throw new IllegalArgumentException("piece '" + text + "' is " + kind + ", which Flan-T5 has not");
        }
        return new Piece(text, score, kind);
    }

    private static void requireUnigram(ProtoReader trainer) {
        for (int field = trainer.nextField(); field != 0; field = trainer.nextField()) {
            if (field == 3) {
                int type = trainer.integer();
                if (type != UNIGRAM) {
                    throw new IllegalArgumentException("its model type is " + type);
                }
            } else {
                trainer.skip();
            }
        }
    }

    private static SentencePieceModel normalizer(ProtoReader message) {
        String characterMap = "";
        boolean dummyPrefix = true;
        boolean collapseSpaces = true;
        for (int field = message.nextField(); field != 0; field = message.nextField()) {
            switch (field) {
                case 2 -> characterMap = base64(message.bytes());
                case 3 -> dummyPrefix = message.flag();
                case 4 -> collapseSpaces = message.flag();
                default -> message.skip();
            }
        }
        return new SentencePieceModel(List.of(), characterMap, dummyPrefix, collapseSpaces);
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
