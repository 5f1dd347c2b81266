package io.dynrefer.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    private static final ObjectMapper MAPPER = Json.mapper().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AnnotationFile() {}

    /** The images of a file, in its order, each with its regions in the file's order. */
    public static List<AnnotatedImage> read(byte[] json, String fileName) {
        Reading reading = new Reading(fileName);
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

    /** What has been read so far. */
    private static final class Reading {
        private final String fileName;
        private final Map<Long, AnnotatedImage> images = new LinkedHashMap<>();
        private final Map<Long, List<AnnotatedRegion>> regions = new LinkedHashMap<>(); // by image id
        private final Map<Long, String> regionPlaces = new LinkedHashMap<>(); // by region id
        private boolean sawImages;
        private boolean sawAnnotations;

        Reading(String fileName) {
            this.fileName = fileName;
        }

        void document(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw DynReferException.invalid(
                        fileName, fileName + " must be an object with \"images\" and \"annotations\".");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "images" -> {
                        sawImages = true;
                        list(parser, name, this::addImage);
                    }
                    case "annotations" -> {
                        sawAnnotations = true;
                        list(parser, name, this::addRegion);
                    }
                    default -> parser.skipChildren();
                }
            }
            requireSeen("images", sawImages);
            requireSeen("annotations", sawAnnotations);
        }

        private void requireSeen(String list, boolean seen) {
            if (!seen) {
                throw DynReferException.invalid(list, fileName + " has no list \"" + list + "\".");
            }
        }

        private void list(JsonParser parser, String name, Consumer<RecordReader> each) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw DynReferException.invalid(name, fileName + ": \"" + name + "\" must be a list.");
            }
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                JsonNode node = MAPPER.readTree(parser);
                each.accept(new RecordReader(node, fileName, name + "[" + i + "]"));
            }
        }

        private void addImage(RecordReader reader) {
            AnnotatedImage image = reader.image();
            if (images.putIfAbsent(image.id(), image) != null) {
                throw reader.problem("id", "another image has the id " + image.id() + " already; ids must be unique");
            }
        }

        private void addRegion(RecordReader reader) {
            AnnotatedRegion region = reader.region();
            String before = regionPlaces.putIfAbsent(region.id(), reader.place());
            if (before != null) {
                throw reader.problem("id", before + " has the id " + region.id() + " already; ids must be unique");
            }
            regions.computeIfAbsent(reader.imageId(), id -> new ArrayList<>()).add(region);
        }

        List<AnnotatedImage> images() {
            regions.forEach((imageId, of) -> {
                if (!images.containsKey(imageId)) {
                    throw DynReferException.invalid(
                            "image_id",
                            fileName + ": " + regionPlaces.get(of.get(0).id()) + ".image_id: there is no image "
                                    + imageId + " in \"images\".");
                }
            });
            return images.values().stream()
                    .map(image -> new AnnotatedImage(
                            image.id(), image.fileName(), image.size(), regions.getOrDefault(image.id(), List.of())))
                    .toList();
        }
    }
}
