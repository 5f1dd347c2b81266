package io.dynrefer.cli.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.store.Json;

/** An answer as JSON: the API's own document, or one line per region. */
final class JsonAnswer {
    private static final ObjectMapper MAPPER = Json.mapper();
    // The same line breaks on every platform.
    private static final ObjectWriter INDENTED =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private JsonAnswer() {}

    /** What the API answers, indented. */
    static String document(AnsweredPhoto photo) {
        return indented(photo.response());
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
