package io.dynrefer.functions.common;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code model.json}. */
public final class ModelCards {
    private ModelCards() {}

    /** The model card in this file. */
    public static ModelCard read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), ModelCard.class);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    file.toString(),
                    "No model card at " + file.toAbsolutePath() + ": name the " + ModelCard.FILE_NAME
                            + " beside the weights.",
                    e);
        }
    }
}
