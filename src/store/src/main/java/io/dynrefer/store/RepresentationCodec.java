package io.dynrefer.store;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RegionRepresentation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Region representations as bytes: a safetensors document with the array {@code queries}, the model's id, and the
 * coefficients of the views it was built from as a JSON list.
 */
public final class RepresentationCodec {
    private static final String NAME = "queries";
    private static final String MODEL = "model";
    private static final String COEFFICIENTS = "coefficients";

    private RepresentationCodec() {}

    /** The bytes of a representation made by the model with this id. */
    public static byte[] encode(String model, RegionRepresentation representation) {
        Map<String, String> metadata = Map.of(MODEL, model, COEFFICIENTS, Json.text(representation.coefficients()));
        return new MatrixDocument(NAME, representation.queries(), metadata).bytes();
    }

    /**
     * The representation stored under this key. Damaged bytes are a 500 that names the key; a representation of another
     * model than {@code model} is a 400, since its numbers would mean something else here.
     */
    public static RegionRepresentation decode(BlobKey key, String model, byte[] blob) {
        MatrixDocument document = MatrixDocument.parse(key, NAME, blob);
        String madeBy = document.metadata().get(MODEL);
        if (!model.equals(madeBy)) {
            throw DynReferException.invalid(
                    "representation",
                    "'" + key + "' is a representation of the model " + madeBy + ", not of " + model
                            + "; encode the region with this model.");
        }
        return new RegionRepresentation(coefficients(key, document.metadata().get(COEFFICIENTS)), document.matrix());
    }

    private static List<Double> coefficients(BlobKey key, @Nullable String json) {
        if (json == null) {
            throw DamagedBlob.of(key, "it does not say which views it was built from", null);
        }
        try {
            return List.of(Json.read(json, Double[].class));
        } catch (DynReferException e) {
            throw DamagedBlob.of(key, "its coefficients are not a list of numbers", e);
        }
    }
}
