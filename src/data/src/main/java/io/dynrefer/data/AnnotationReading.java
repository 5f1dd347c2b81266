package io.dynrefer.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What has been read of an {@link AnnotationFile} so far. */
final class AnnotationReading {
    private final String fileName;
    private final Map<Long, AnnotatedImage> images = new LinkedHashMap<>();
    private final Map<Long, List<AnnotatedRegion>> regions = new LinkedHashMap<>(); // by image id
    private final Map<Long, String> regionPlaces = new LinkedHashMap<>(); // by region id
    private boolean sawImages;
    private boolean sawAnnotations;

    AnnotationReading(String fileName) {
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
            JsonNode node = AnnotationFile.MAPPER.readTree(parser);
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
                        fileName + ": " + regionPlaces.get(of.get(0).id()) + ".image_id: there is no image " + imageId
                                + " in \"images\".");
            }
        });
        return images.values().stream()
                .map(image -> new AnnotatedImage(
                        image.id(), image.fileName(), image.size(), regions.getOrDefault(image.id(), List.of())))
                .toList();
    }
}
