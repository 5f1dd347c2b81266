package io.dynrefer.functions.common;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code model.json}. */
public final class ModelCardFile {
    private ModelCardFile() {}

    /** The model card that a setting gives: its JSON, or the name of the file that holds it. */
    public static ModelCard read(String setting) {
        return setting.startsWith("{") ? Json.read(setting, ModelCard.class) : read(Path.of(setting));
    }

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
