package io.dynrefer.data.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What can be seen of a JSON file at a glance.
 *
 * @param isList whether it is a list; of objects, then
 * @param fields names of the fields of the object, or of the list's first
 */
record JsonHead(boolean isList, Set<String> fields) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonHead NOTHING = new JsonHead(false, Set.of());

    /** Looks at a file; one that is no JSON has no fields. */
    static JsonHead of(Path file) {
        try (JsonParser parser = FACTORY.createParser(file.toFile())) {
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
            if (isList) {
                parser.nextToken();
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return NOTHING;
            }
            Set<String> fields = new LinkedHashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            return new JsonHead(isList, fields);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    boolean isListWith(String... names) {
        return isList && fields.containsAll(Set.of(names));
    }

    boolean isObjectWith(String... names) {
        return !isList && fields.containsAll(Set.of(names));
    }
}
