package io.dynrefer.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files that the caller names: what cannot be read is an error that names the option and the file. */
public final class UserFiles {
    private static final ObjectMapper JSON = new ObjectMapper()
            // What data frames write in members that nobody reads.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());

    private UserFiles() {}

    /** The bytes of a file; {@code field} is the option that named it. */
    public static byte[] bytes(String field, Path file) {
        if (!Files.exists(file)) {
            throw new DynReferException(ErrorCode.NOT_FOUND, field, "There is no file " + file + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw DynReferException.invalid(field, file + " is not a file.");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, field, file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** A JSON file. */
    public static JsonNode json(String field, Path file) {
        try {
            return JSON.readTree(bytes(field, file));
        } catch (JsonProcessingException e) {
            throw DynReferException.invalid(
                    field,
                    file + " is not JSON: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ").");
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, field, file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Makes a folder that the caller named, if it is not there. */
    public static void createFolder(String field, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DynReferException.invalid(field, folder + " cannot be made: " + e + ".");
        }
    }

    /** Writes a file that the caller asked for. */
    public static void write(String field, Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw DynReferException.invalid(field, file + " cannot be written: " + e + ".");
        }
    }

    /** Writes a drawing that the caller asked for, whose name must say what it is. */
    public static void writeSvg(String field, Path file, byte[] svg) {
        if (!file.toString().endsWith(".svg")) {
            throw DynReferException.invalid(
                    field, "Drawings are SVG files: name one that ends with .svg, not " + file + ".");
        }
        write(field, file, svg);
    }

    /** Refuses a folder that has files, so that nothing is replaced by accident. */
    public static void requireEmptyFolder(String field, Path folder) {
        try {
            if (Files.exists(folder) && !(Files.isDirectory(folder) && isEmpty(folder))) {
                throw DynReferException.invalid(
                        field, folder + " exists and is not an empty folder. Name another, or remove it first.");
            }
        } catch (IOException e) {
            throw DynReferException.invalid(field, folder + " cannot be read: " + e + ".");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
