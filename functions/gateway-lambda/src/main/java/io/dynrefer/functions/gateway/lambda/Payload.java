package io.dynrefer.functions.gateway.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.functions.gateway.lambda.ProxyEvent.Header;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The two forms in which API Gateway hands over calls and takes answers. */
enum Payload {
    /** Of HTTP APIs, and of a function's own URL: payload format 2.0. */
    HTTP_API {
        @Override
        String method(JsonNode event) {
            return event.path("requestContext").path("http").path("method").asText();
        }

        @Override
        String target(JsonNode event) {
            String query = event.path("rawQueryString").asText("");
            return path(event) + (query.isEmpty() ? "" : "?" + query);
        }

        /** Without the stage, which it begins with unless that is the default one. */
        private String path(JsonNode event) {
            String path = event.path("rawPath").asText();
            String stage = "/" + event.path("requestContext").path("stage").asText() + "/";
            return encoded(path.startsWith(stage) ? path.substring(stage.length() - 1) : path);
        }

        @Override
        List<Header> headers(JsonNode event) {
            List<Header> headers = new ArrayList<>(lines(event.path("headers")));
            if (!event.path("cookies").isEmpty()) {
                headers.add(new Header("cookie", String.join("; ", texts(event.path("cookies")))));
            }
            return headers;
        }

        @Override
        void headers(Map<String, List<String>> headers, ObjectNode answer) {
            ObjectNode lines = answer.putObject("headers");
            headers.forEach((name, values) -> lines.put(name, String.join(",", values)));
        }
    },

    /** Of REST APIs, and of HTTP APIs that ask for it: payload format 1.0. */
    REST_API {
        @Override
        String method(JsonNode event) {
            return event.path("httpMethod").asText();
        }

        @Override
        String target(JsonNode event) {
            JsonNode parameters = either(event, "multiValueQueryStringParameters", "queryStringParameters");
            String query = lines(parameters).stream()
                    .map(parameter -> form(parameter.name()) + "=" + form(parameter.value()))
                    .collect(Collectors.joining("&"));
            return encoded(event.path("path").asText()) + (query.isEmpty() ? "" : "?" + query);
        }

        @Override
        List<Header> headers(JsonNode event) {
            return lines(either(event, "multiValueHeaders", "headers"));
        }

        @Override
        void headers(Map<String, List<String>> headers, ObjectNode answer) {
            ObjectNode lines = answer.putObject("multiValueHeaders");
            headers.forEach((name, values) -> values.forEach(lines.putArray(name)::add));
        }
    };

    /** The form of an event; anything else than a call is refused. */
    static Payload of(JsonNode event) {
        if (event.path("requestContext").path("http").path("method").isTextual()
                && event.path("rawPath").isTextual()) {
            return HTTP_API;
        }
        if (event.path("httpMethod").isTextual() && event.path("path").isTextual()) {
            return REST_API;
        }
        throw DynReferException.invalid(
                "event",
                "Neither API Gateway's payload 2.0 (requestContext.http.method, rawPath) nor 1.0 (httpMethod, path).");
    }

    abstract String method(JsonNode event);

    /** Path and query as they stand in a request line. */
    abstract String target(JsonNode event);

    abstract List<Header> headers(JsonNode event);

    abstract void headers(Map<String, List<String>> headers, ObjectNode answer);

    /** What API Gateway makes this response of. */
    ObjectNode answer(HttpResponse<byte[]> response) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("statusCode", response.statusCode());
        headers(
                response.headers().map().entrySet().stream()
                        .filter(header -> !ProxyEvent.ofTheConnection(header.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                answer);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response.body()))
                    .toString();
            return answer.put("body", text).put("isBase64Encoded", false);
        } catch (CharacterCodingException e) { // A picture, say.
            return answer.put("body", Base64.getEncoder().encodeToString(response.body()))
                    .put("isBase64Encoded", true);
        }
    }

    /** API Gateway has decoded some of a path; what may not stand in one is encoded again. */
    private static String encoded(String path) {
        try {
            return new URI(path).getRawPath();
        } catch (URISyntaxException notEncoded) {
            try {
                return new URI(null, null, path, null).getRawPath();
            } catch (URISyntaxException e) {
                throw new DynReferException(ErrorCode.INVALID_REQUEST, "path", "The event's path is none.", e);
            }
        }
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode either(JsonNode event, String first, String second) {
        return event.path(first).isObject() ? event.path(first) : event.path(second);
    }

    /** Name and value of every entry, several for one that has an array. */
    private static List<Header> lines(JsonNode entries) {
        List<Header> lines = new ArrayList<>();
        entries.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            List<String> values = value instanceof ArrayNode ? texts(value) : List.of(value.asText());
            values.forEach(text -> lines.add(new Header(entry.getKey(), text)));
        });
        return lines;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
