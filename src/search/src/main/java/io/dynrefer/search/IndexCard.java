package io.dynrefer.search;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an index says of itself: {@code index.json}.
 *
 * @param model id of the weights and precision that made its vectors
 * @param width numbers of a vector
 */
record IndexCard(String model, int width) {
    private static final String FILE_NAME = "index.json";

    /** The card of an index. */
    static IndexCard read(Path index) {
        Path file = index.resolve(FILE_NAME);
        try {
            return Json.read(Files.readAllBytes(file), IndexCard.class);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "index",
                    "There is no index in " + index + ": make one with 'dynrefer index PHOTOS --out " + index + "'.",
                    e);
        }
    }

    /** Puts this card into a folder, or finds the same there; the card of other weights is refused. */
    void claim(Path index) {
        try {
            Files.createDirectories(index);
            if (Files.exists(index.resolve(FILE_NAME))) {
                read(index).requireModel(model, index);
            } else {
                Files.write(index.resolve(FILE_NAME), Json.write(this));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(index + " cannot be written", e);
        }
    }

    /** Vectors of other weights mean something else. */
    void requireModel(String asked, Path index) {
        if (!model.equals(asked)) {
            throw DynReferException.invalid(
                    "index",
                    index + " was made with the weights " + model + ", not with " + asked
                            + ": ask it with its own, or make another index.");
        }
    }
}
