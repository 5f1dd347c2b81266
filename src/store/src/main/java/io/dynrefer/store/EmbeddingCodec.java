package io.dynrefer.store;

import io.dynrefer.region.ViewEmbedding;
import java.util.Map;

/** View embeddings as bytes: a safetensors document with the array {@code tokens} and the encoder's id. */
public final class EmbeddingCodec {
    private static final String NAME = "tokens";
    private static final String ENCODER = "encoder";

    private EmbeddingCodec() {}

    /** The bytes of an embedding made by the encoder with this id. */
    public static byte[] encode(String encoder, ViewEmbedding embedding) {
        return new MatrixDocument(NAME, embedding.tokens(), Map.of(ENCODER, encoder)).bytes();
    }

    /** The embedding stored under this key; damaged bytes are a 500 that names the key. */
    public static ViewEmbedding decode(BlobKey key, byte[] blob) {
        return new ViewEmbedding(MatrixDocument.parse(key, NAME, blob).matrix());
    }
}
