package io.dynrefer.store;

import io.dynrefer.region.Answer;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms of everything that {@link StoreKeys} names. */
public final class StoredForms {
    /** Encoded images: as they were sent, under the digest of their bytes. */
    public static final StoredForm<byte[]> IMAGE = new Form<>(bytes -> bytes, StoredForms::image);

    /** Crops: 8-bit RGB PNG. */
    public static final StoredForm<RgbImage> CROP = new Form<>(CropCodec::encode, CropCodec::decode);

    /** Nested views: canonical JSON. */
    public static final StoredForm<NestedViews> NESTED_VIEWS =
            new Form<>(Json::write, (key, blob) -> json(key, blob, NestedViews.class));

    /** The boxes of an image: canonical JSON. */
    public static final StoredForm<Proposals> PROPOSALS =
            new Form<>(Json::write, (key, blob) -> json(key, blob, Proposals.class));

    /** Answers: canonical JSON with the task's name in {@code task}. */
    public static final StoredForm<Answer> ANSWER =
            new Form<>(Json::write, (key, blob) -> json(key, blob, Answer.class));

    private static final String TOKENS = "tokens";
    private static final String ENCODER = "encoder";
    private static final String QUERIES = "queries";
    private static final String MODEL = "model";
    private static final String COEFFICIENTS = "coefficients";

    private StoredForms() {}

    private record Form<V>(Function<V, byte[]> encoder, BiFunction<BlobKey, byte[], V> decoder)
            implements StoredForm<V> {
        @Override
        public byte[] encode(V value) {
            return encoder.apply(value);
        }

        @Override
        public V decode(BlobKey key, byte[] blob) {
            return decoder.apply(key, blob);
        }
    }

    private static byte[] image(BlobKey key, byte[] blob) {
        if (!key.equals(StoreKeys.image(ImageDigest.of(blob)))) {
            throw damaged(key, "its bytes have another digest", null);
        }
        return blob;
    }

    /** View embeddings of the encoder with this id: a safetensors document with the array {@code tokens} and the id. */
    public static StoredForm<ViewEmbedding> embedding(String encoder) {
        return new Form<>(
                embedding -> new MatrixDocument(TOKENS, embedding.tokens(), Map.of(ENCODER, encoder)).bytes(),
                (key, blob) -> new ViewEmbedding(
                        MatrixDocument.parse(key, TOKENS, blob).matrix()));
    }

    /**
     * Region representations of the model with this id: a safetensors document with the array {@code queries}, the id,
     * and the coefficients of the views it was built from as a JSON list. One of another model is refused, since its
     * numbers would mean something else here: retryable, for that happens while a release replaces one by the other.
     */
    public static StoredForm<RegionRepresentation> representation(String model) {
        return new Form<>(
                representation -> new MatrixDocument(
                                QUERIES,
                                representation.queries(),
                                Map.of(MODEL, model, COEFFICIENTS, Json.text(representation.coefficients())))
                        .bytes(),
                (key, blob) -> representation(key, model, MatrixDocument.parse(key, QUERIES, blob)));
    }

    private static RegionRepresentation representation(BlobKey key, String model, MatrixDocument document) {
        String madeBy = document.metadata().get(MODEL);
        if (!model.equals(madeBy)) {
            throw new DynReferException(
                    ErrorCode.NOT_READY,
                    "representation",
                    "A release is under way: '" + key + "' is a representation of the model " + madeBy + ", not of "
                            + model + "; try again soon.");
        }
        return new RegionRepresentation(coefficients(key, document.metadata().get(COEFFICIENTS)), document.matrix());
    }

    private static List<Double> coefficients(BlobKey key, @Nullable String json) {
        if (json == null) {
            throw damaged(key, "it does not say which views it was built from", null);
        }
        try {
            return List.of(Json.read(json, Double[].class));
        } catch (DynReferException e) {
            throw damaged(key, "its coefficients are not a list of numbers", e);
        }
    }

    private static <V> V json(BlobKey key, byte[] blob, Class<V> type) {
        try {
            return Json.read(blob, type);
        } catch (DynReferException e) {
            throw damaged(key, String.valueOf(e.getMessage()), e);
        }
    }

    /** The one form in which stored bytes that cannot be what their key says are refused, with the way out. */
    static DynReferException damaged(BlobKey key, String reason, @Nullable Throwable cause) {
        return new DamagedBlobException(key, reason, cause);
    }
}
