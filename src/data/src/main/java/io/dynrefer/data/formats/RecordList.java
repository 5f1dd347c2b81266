package io.dynrefer.data.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A file that is one JSON list of objects, read object by object. */
public final class RecordList extends AbstractSpliterator<FormatRecord> {
    private final Path file;
    private final JsonParser parser;
    private int next;
    private boolean finished;

    private RecordList(Path file, JsonParser parser) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.file = file;
        this.parser = parser;
    }

    /** The records, read while they are used; to be closed. */
    public static Stream<FormatRecord> of(Path file) {
        try {
            JsonParser parser = PublishedFiles.MAPPER.createParser(file.toFile());
            return StreamSupport.stream(new RecordList(file, parser), false).onClose(() -> close(file, parser));
        } catch (IOException e) {
            throw PublishedFiles.unreadable(file, e);
        }
    }

    private static void close(Path file, JsonParser parser) {
        try {
            parser.close();
        } catch (IOException e) {
            throw PublishedFiles.unreadable(file, e);
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super FormatRecord> action) {
        FormatRecord record = read();
        if (record == null) {
            return false;
        }
        action.accept(record);
        return true;
    }

    private @Nullable FormatRecord read() {
        if (finished) { // a stream may ask again after the end
            return null;
        }
        try {
            if (next == 0) {
                parser.nextToken();
                PublishedFiles.expect(parser, JsonToken.START_ARRAY, file, "it must be a list");
            }
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                finished = true;
                return null;
            }
            JsonNode node = PublishedFiles.MAPPER.readTree(parser);
            return new FormatRecord(node, String.valueOf(file.getFileName()), "[" + next++ + "]");
        } catch (JsonProcessingException e) {
            throw PublishedFiles.notJson(file, e);
        } catch (IOException e) {
            throw PublishedFiles.unreadable(file, e);
        }
    }
}
