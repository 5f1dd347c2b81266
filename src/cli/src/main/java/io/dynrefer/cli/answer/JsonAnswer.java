package io.dynrefer.cli.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.util.Set;

/** An answer as JSON: the API's own document, or one line per region. */
final class JsonAnswer {
    private static final ObjectMapper MAPPER = Json.mapper();
    // The same line breaks on every platform.
    private static final ObjectWriter INDENTED =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private static final Set<String> DIFFERENT_EVERY_TIME = Set.of("timings_ms", "cache");

    private JsonAnswer() {}

    /** What the API answers, indented. */
    static String document(AnsweredPhoto photo) {
        return indented(photo.response());
    }

    /** What the API answers about each photo, and which photo it is; timings and the store's share are left out. */
    static void list(Iterable<AnsweredPhoto> photos, Appendable out) throws IOException {
        String separator = "[ ";
        for (AnsweredPhoto photo : photos) {
            ObjectNode entry = MAPPER.createObjectNode().put("file_name", photo.fileName());
            ObjectNode answer = MAPPER.valueToTree(photo.response());
            entry.setAll(answer);
            entry.remove(DIFFERENT_EVERY_TIME);
            out.append(separator).append(indented(entry).stripTrailing());
            separator = ", ";
        }
        out.append(" ]\n");
    }

    /** A line per region: the API's entry for it, with the image and the model in front. */
    static String lines(AnsweredPhoto photo) {
        StringBuilder lines = new StringBuilder();
        for (RegionAnswer region : photo.response().regions()) {
            ObjectNode line = MAPPER.createObjectNode();
            line.put("image", photo.fileName());
            line.put("digest", photo.response().image().digest().hex());
            line.set("model", MAPPER.valueToTree(photo.response().model()));
            ObjectNode entry = MAPPER.valueToTree(region);
            line.setAll(entry);
            lines.append(Json.text(line)).append('\n');
        }
        return lines.toString();
    }

    /** Any value as indented JSON with a line break at the end. */
    static String indented(Object value) {
        try {
            return INDENTED.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always writable", e);
        }
    }
}
