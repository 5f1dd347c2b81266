package io.dynrefer.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A COCO-style annotation file: {@code {"images": […], "annotations": […]}}, the research code's shape with more
 * optional fields (see {@link AnnotatedRegion}).
 *
 * <p>Reading takes the two lists in either order, groups the regions by image and ignores properties it does not know,
 * as annotation files carry many. An image's id and a region's id are whole numbers, each unique in the file. Whatever
 * does not fit is a 400 whose message names the file, the record and the field ({@code train.json:
 * annotations[12].bbox: …}). Writing puts one record on a line and rounds boxes to 1/10000 pixel; equal values give
 * equal bytes, also after having been written and read.
 */
public final class AnnotationFile {
    static final ObjectMapper MAPPER = Json.mapper().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AnnotationFile() {}

    /** The images of a file, in its order, each with its regions in the file's order. */
    public static List<AnnotatedImage> read(byte[] json, String fileName) {
        AnnotationReading reading = new AnnotationReading(fileName);
        try (JsonParser parser = MAPPER.createParser(json)) {
            reading.document(parser);
        } catch (JsonProcessingException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    fileName,
                    fileName + " is not JSON: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null
                                    ? "unknown"
                                    : e.getLocation().getLineNr()) + ").",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading an array in memory", e);
        }
        return reading.images();
    }

    /** The file of these images; the image ids and all region ids must be unique. */
    public static byte[] write(List<AnnotatedImage> images) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.writeBytes(ascii("{\"images\":["));
            writeLines(images.stream().map(RecordWriter::image).toList(), bytes);
            bytes.writeBytes(ascii("],\n\"annotations\":["));
            writeLines(
                    images.stream()
                            .flatMap(image ->
                                    image.regions().stream().map(region -> RecordWriter.region(region, image.id())))
                            .toList(),
                    bytes);
            bytes.writeBytes(ascii("]}\n"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts in memory always have a JSON form", e);
        }
        return bytes.toByteArray();
    }

    private static void writeLines(List<? extends JsonNode> records, ByteArrayOutputStream bytes)
            throws JsonProcessingException {
        String separator = "\n";
        for (JsonNode record : records) {
            bytes.writeBytes(ascii(separator));
            bytes.writeBytes(MAPPER.writeValueAsBytes(record));
            separator = ",\n";
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
