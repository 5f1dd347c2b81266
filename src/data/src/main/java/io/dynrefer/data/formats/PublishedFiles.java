package io.dynrefer.data.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and opens files that were published by others; a missing one is named with where it comes from. */
public final class PublishedFiles {
    /** Records are read one after the other from the same parser, so more may follow each. */
    static final ObjectMapper MAPPER = Json.lenientMapper().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private PublishedFiles() {}

    /** What one step of reading a JSON file does. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** The first of these names that is a file in the folder. */
    public static Optional<Path> find(Path folder, List<String> names) {
        return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /**
     * The first of these names that is a file in the folder.
     *
     * @param origin where it comes from, as the end of a sentence, e.g. {@code the OVAD project's site}
     */
    public static Path require(Path folder, List<String> names, String origin) {
        return find(folder, names)
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        "--data",
                        "There is no " + String.join(" or ", names) + " in " + folder + ". It comes from " + origin
                                + "."));
    }

    /** Reads a JSON file from its beginning; what is not JSON is an error that names file and line. */
    static <T> T read(Path file, Reading<T> reading) {
        try (JsonParser parser = MAPPER.createParser(file.toFile())) {
            return reading.read(parser);
        } catch (JsonProcessingException e) {
            throw notJson(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A whole JSON file, for small ones. */
    public static JsonNode tree(Path file) {
        ObjectReader reader = MAPPER.reader();
        return read(file, reader::readTree);
    }

    /** Expects the parser's current token. */
    static void expect(JsonParser parser, JsonToken token, Path file, String what) {
        if (parser.currentToken() != token) {
            throw DynReferException.invalid(String.valueOf(file.getFileName()), file.getFileName() + ": " + what + ".");
        }
    }

    static DynReferException notJson(Path file, JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
        return new DynReferException(
                ErrorCode.INVALID_REQUEST,
                String.valueOf(file.getFileName()),
                file + " is not JSON: " + e.getOriginalMessage() + line + ".",
                e);
    }

    static DynReferException unreadable(Path file, IOException e) {
        return new DynReferException(ErrorCode.NOT_FOUND, "--data", file + " cannot be read: " + e + ".", e);
    }
}
