package io.dynrefer.functions.allinone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The API's document, {@code openapi.yaml}, as a judge of what the server says. OpenAPI 3.1's schemas are JSON Schema.
 */
final class ApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final String API = "/v1/";
    /** Answered by the framework for every path. */
    private static final Set<String> EVERYWHERE = Set.of("HEAD", "OPTIONS");

    private static final String EVENTS = "text/event-stream";
    private static final Pattern EVENT = Pattern.compile("event:(\\w+)\\s+data:([^\\n]*)");
    /** What an event's data is; the document says it in words. */
    private static final Map<String, String> DATA =
            Map.of("region", "RegionAnswer", "done", "Response", "problem", "Problem");

    private final JsonNode document;
    /** The schemas, in which no member is allowed that is not named. */
    private final JsonNode closed;

    private ApiDocument(JsonNode document) {
        this.document = document;
        this.closed = document.at("/components/schemas").deepCopy();
        close(closed);
    }

    static ApiDocument read() {
        try (InputStream file = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new ApiDocument(new YAMLMapper().readTree(text.replace("#/components/schemas/", "#/$defs/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode node) {
        if (node.path("properties").isObject() && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(ApiDocument::close);
    }

    /** A request that the document gives as an example. */
    record Example(String path, String name, JsonNode value) {}

    /** Every example of a body to POST. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .at("/post/requestBody/content/application~1json/examples")
                        .properties()
                        .forEach(example -> examples.add(new Example(
                                path.getKey(),
                                example.getKey(),
                                example.getValue().path("value")))));
        return examples;
    }

    /** What is wrong with a body to POST to this path, according to the document. */
    List<String> faults(String path, JsonNode request) {
        JsonNode schema = document.path("paths").path(path).at("/post/requestBody/content/application~1json/schema");
        return messages(schema, document.at("/components/schemas"), request);
    }

    /** What the document does not say of an answer; answers outside of {@code /v1/} are not its business. */
    List<String> faults(
            String method, String path, int status, Function<String, @Nullable String> header, String body) {
        if (!path.startsWith(API) || EVERYWHERE.contains(method)) {
            return List.of();
        }
        JsonNode operations = operations(path);
        if (operations == null) {
            return refusal(404, status, header, body);
        }
        JsonNode operation = operations.path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return Stream.concat(
                            refusal(405, status, header, body).stream(),
                            allowed(operations).equals(methods(header.apply("Allow")))
                                    ? Stream.of()
                                    : Stream.of("Allow: " + header.apply("Allow")))
                    .toList();
        }
        JsonNode response = resolved(operation.path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of("the status " + status + " is not documented");
        }
        List<String> faults = new ArrayList<>();
        response.path("headers").properties().forEach(named -> {
            if (resolved(named.getValue()).path("required").asBoolean() && header.apply(named.getKey()) == null) {
                faults.add("no header " + named.getKey());
            }
        });
        faults.addAll(content(response.path("content"), header.apply("Content-Type"), body));
        return faults;
    }

    private @Nullable JsonNode operations(String path) {
        for (Map.Entry<String, JsonNode> template : document.path("paths").properties()) {
            if (path.matches(template.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
                return template.getValue();
            }
        }
        return null;
    }

    private List<String> refusal(int expected, int status, Function<String, @Nullable String> header, String body) {
        return status == expected
                ? content(document.at("/components/responses/Problem/content"), header.apply("Content-Type"), body)
                : List.of("the status " + status + " in place of " + expected);
    }

    private static Set<String> allowed(JsonNode operations) {
        Set<String> methods = new TreeSet<>();
        Stream.of("GET", "PUT", "POST", "DELETE", "PATCH")
                .filter(method -> operations.has(method.toLowerCase(Locale.ROOT)))
                .forEach(methods::add);
        return methods;
    }

    private static Set<String> methods(@Nullable String allow) {
        Set<String> methods = new TreeSet<>(Set.of((allow == null ? "" : allow).split(", *")));
        methods.removeAll(EVERYWHERE);
        return methods;
    }

    private List<String> content(JsonNode content, @Nullable String type, String body) {
        String media = (type == null ? "" : type).replaceAll(";.*", "");
        if (!content.has(media)) {
            return List.of("the media type " + type + " is not documented");
        }
        try {
            return media.equals(EVENTS)
                    ? events(body)
                    : messages(content.path(media).path("schema"), closed, JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return List.of("no JSON: " + e.getMessage());
        }
    }

    private List<String> events(String body) throws JsonProcessingException {
        List<String> faults = new ArrayList<>();
        Matcher event = EVENT.matcher(body);
        int events = 0;
        while (event.find()) {
            events++;
            JsonNode schema = JSON.createObjectNode().put("$ref", "#/$defs/" + DATA.get(event.group(1)));
            faults.addAll(messages(schema, closed, JSON.readTree(event.group(2))));
        }
        if (events == 0) {
            faults.add("no event");
        }
        return faults;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<String> messages(JsonNode schema, JsonNode definitions, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", definitions);
        JsonSchema judge = SCHEMAS.getSchema(whole);
        return judge.validate(value).stream().map(ValidationMessage::getMessage).toList();
    }
}
