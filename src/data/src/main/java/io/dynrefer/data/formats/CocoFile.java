package io.dynrefer.data.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A COCO-style file: {@code images}, {@code annotations} in any order, and {@code categories}; as COCO and OVAD publish
 * it, and as the research code converts data sets. Opening reads the file once and keeps where each record lies
 * (sixteen bytes an annotation); the records themselves are read image by image.
 */
public final class CocoFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CocoFile.class.getName());

    private final Path path;
    private final FileChannel channel;
    private final Map<String, JsonNode> lists = new HashMap<>(); // the small ones
    private final RecordPositions images = new RecordPositions();
    private final RecordPositions annotations = new RecordPositions();
    private AnnotationsByImage records = AnnotationsByImage.NONE;

    private CocoFile(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path);
    }

    /** Opens a file and finds its records. */
    public static CocoFile open(Path path) {
        CocoFile file;
        try {
            file = new CocoFile(path);
        } catch (IOException e) {
            throw PublishedFiles.unreadable(path, e);
        }
        try {
            boolean complete = PublishedFiles.read(path, file::index);
            if (!complete) {
                throw DynReferException.invalid(
                        file.name(), file.name() + ": it needs the lists \"images\" and \"annotations\".");
            }
            file.group();
            return file;
        } catch (DynReferException e) {
            file.close();
            throw e;
        }
    }

    private String name() {
        return String.valueOf(path.getFileName());
    }

    /** Whether both lists were there. */
    private boolean index(JsonParser parser) throws IOException {
        parser.nextToken();
        PublishedFiles.expect(parser, JsonToken.START_OBJECT, path, "it must be an object");
        int found = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "images" -> {
                    index(parser, field, "id", images);
                    found++;
                }
                case "annotations" -> {
                    index(parser, field, "image_id", annotations);
                    found++;
                }
                case "categories", "attributes", "attrs", "cats", "licenses" ->
                    lists.put(field, PublishedFiles.MAPPER.readTree(parser));
                default -> parser.skipChildren();
            }
        }
        return found == 2;
    }

    private void index(JsonParser parser, String list, String key, RecordPositions positions) throws IOException {
        PublishedFiles.expect(parser, JsonToken.START_ARRAY, path, "\"" + list + "\" must be a list");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = list + "[" + positions.count() + "]";
            PublishedFiles.expect(parser, JsonToken.START_OBJECT, path, place + " must be an object");
            long start = parser.currentTokenLocation().getByteOffset();
            Long number = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isKey = parser.currentName().equals(key);
                parser.nextToken();
                if (isKey) {
                    number = id(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (number == null) {
                throw DynReferException.invalid(
                        place + "." + key,
                        name() + ": " + place + "." + key + ": it must be a whole number or a text.");
            }
            positions.add(number, start, parser.currentLocation().getByteOffset() - start);
        }
    }

    /** An id as a number; none if it is neither a whole number nor a text. */
    private static @Nullable Long id(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT ->
                parser.getDoubleValue() == (long) parser.getDoubleValue() ? (long) parser.getDoubleValue() : null;
            case VALUE_STRING -> FormatRecord.idOf(parser.getText());
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    private void group() {
        records = AnnotationsByImage.of(name(), images, annotations);
        if (records.orphans() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: {1} annotations name images that the file does not list; they are left out",
                    name(),
                    records.orphans());
        }
        images.finish();
        annotations.finish();
    }

    /** How many annotations of its images the file has. */
    public int annotationCount() {
        return records.count();
    }

    /** How many annotations name an image that the file does not list; they are left out. */
    public int orphans() {
        return records.orphans();
    }

    /**
     * Whether the file has this small list: {@code categories}, {@code attributes}, {@code attrs}, {@code cats},
     * {@code licenses}.
     */
    public boolean has(String list) {
        return lists.containsKey(list);
    }

    /** A small list of records; a file without it is refused. */
    public List<FormatRecord> list(String name) {
        JsonNode list = lists.get(name);
        if (list == null || !list.isArray()) {
            throw DynReferException.invalid(name, name() + ": it has no list \"" + name + "\".");
        }
        List<FormatRecord> records = new ArrayList<>();
        list.forEach(item -> records.add(new FormatRecord(item, name(), name + "[" + records.size() + "]")));
        return records;
    }

    /** The images in the file's order, each with its annotations in the file's order; read while they are used. */
    public Stream<CocoImage> images() {
        return IntStream.range(0, images.count()).mapToObj(this::image);
    }

    private CocoImage image(int position) {
        FormatRecord image = record("images", images, position);
        List<CocoObject> objects = new ArrayList<>();
        records.of(position).forEach(number -> objects.add(new CocoObject(record("annotations", annotations, number))));
        return CocoImage.of(image, objects);
    }

    private FormatRecord record(String list, RecordPositions positions, int position) {
        ByteBuffer bytes = ByteBuffer.allocate(positions.length(position));
        try {
            long offset = positions.offset(position);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // Reads until the record is there.
            }
            return new FormatRecord(PublishedFiles.MAPPER.readTree(bytes.array()), name(), list + "[" + position + "]");
        } catch (JsonProcessingException e) {
            throw PublishedFiles.notJson(path, e);
        } catch (IOException e) {
            throw PublishedFiles.unreadable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw PublishedFiles.unreadable(path, e);
        }
    }
}
