package io.dynrefer.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.views.image.AlphaMask;
import io.dynrefer.views.image.ImageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the OpenAI chat API about a region of an image. The region is what the image's alpha channel marks, as
 * Describe Anything's clients send it; or a box in the text; or {@code regions}, as {@code /v1/refer} takes them; or
 * the whole image. Members of {@code /v1/refer}'s question are taken as there; members that mean nothing here are
 * ignored with a warning.
 *
 * @param words of the text, which stand for its tokens
 */
record ChatRequest(ReferRequest question, Stream stream, int words, List<String> warnings) {
    private static final Set<String> QUESTION =
            Set.of("regions", "annotations", "tasks", "views", "vocabulary", "controls", "tag_threshold", "top_k");
    private static final Set<String> READ =
            Set.of("model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "num_beams");

    private static final int MOST_TOKENS = 128;
    private static final int MOST_BEAMS = 16;

    private static final String NUMBER = "\\s*(-?\\d+(?:\\.\\d+)?)\\s*";
    private static final Pattern BOX =
            Pattern.compile("\\[" + NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER + "]");
    private static final Pattern CORNERS = Pattern.compile("\\(" + NUMBER + "," + NUMBER + "\\)\\s*,?\\s*\\(" + NUMBER
            + "," + NUMBER + "\\)|<box>" + NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER + "</box>");

    /** How the answer is sent. */
    enum Stream {
        NO,
        YES,
        /** With the usage in a chunk of its own. */
        WITH_USAGE
    }

    static ChatRequest read(byte[] body, ImageSource images, ImageReader reader) {
        JsonNode json = Json.read(body, JsonNode.class);
        JsonNode content = content(json.path("messages"));
        List<String> warnings = new ArrayList<>();
        EncodedImage sent = images.named(imageOf(content));
        String text = text(content);
        ObjectNode wire = wire(json, warnings);
        EncodedImage image = sent;
        if (!wire.has("regions") && !wire.has("annotations")) {
            Optional<AlphaMask> mask = reader.alphaMask(sent.bytes());
            image = mask.map(found -> new EncodedImage(found.opaque())).orElse(sent);
            ObjectNode region = wire.putArray("regions").addObject();
            if (mask.isPresent()) {
                region.set(
                        "rle",
                        Json.mapper()
                                .valueToTree(RegionSpec.of(mask.get().mask()).rle()));
            } else {
                box(text, region);
            }
        }
        return new ChatRequest(
                Json.read(wire, WireRequest.class).toRequest(image),
                stream(json),
                (int) Pattern.compile("\\S+").matcher(text).results().count(),
                warnings);
    }

    /** The parts of the last message of the user. */
    private static JsonNode content(JsonNode messages) {
        JsonNode last = null;
        for (JsonNode message : messages) {
            last = "user".equals(message.path("role").asText()) ? message.path("content") : last;
        }
        if (last == null) {
            throw DynReferException.invalid(
                    "messages",
                    "Send a message of the role 'user' with an image: {\"messages\": [{\"role\": \"user\", …");
        }
        return last;
    }

    private static String imageOf(JsonNode content) {
        for (JsonNode part : content) {
            JsonNode image = part.path("image_url");
            if (!image.isMissingNode()) {
                return image.path("url").asText(image.asText());
            }
        }
        throw DynReferException.invalid(
                "messages",
                "The last message of the user needs a part {\"type\": \"image_url\", \"image_url\": {\"url\":"
                        + " \"data:image/png;base64,…\"}}.");
    }

    private static String text(JsonNode content) {
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()).append(' '));
        return text.toString();
    }

    private static ObjectNode wire(JsonNode json, List<String> warnings) {
        ObjectNode wire = Json.mapper().createObjectNode();
        json.properties().forEach(member -> {
            if (QUESTION.contains(member.getKey())) {
                wire.set(member.getKey(), member.getValue());
            } else if (!READ.contains(member.getKey())) {
                warnings.add("'" + member.getKey() + "' is ignored.");
            }
        });
        if (!wire.has("tasks")) {
            wire.putArray("tasks").add("caption");
        }
        ObjectNode caption = wire.putObject("caption");
        number(json, "max_completion_tokens", "max_tokens")
                .ifPresent(tokens -> caption.put("max_new_tokens", Math.max(1, Math.min(MOST_TOKENS, tokens))));
        number(json, "num_beams").ifPresent(beams -> caption.put("beams", Math.max(1, Math.min(MOST_BEAMS, beams))));
        return wire;
    }

    private static Optional<Integer> number(JsonNode json, String... names) {
        for (String name : names) {
            if (json.path(name).isNumber()) {
                return Optional.of(json.path(name).asInt());
            }
        }
        return Optional.empty();
    }

    private static void box(String text, ObjectNode region) {
        Matcher corners = CORNERS.matcher(text);
        if (corners.find()) {
            numbers(corners, corners.group(1) == null ? 5 : 1, region);
            region.put("bbox_format", "xyxy");
            return;
        }
        Matcher box = BOX.matcher(text);
        if (box.find()) {
            boolean fractions = numbers(box, 1, region);
            region.put("bbox_format", fractions ? "normalized" : text.contains("xyxy") ? "xyxy" : "xywh");
        } else {
            region.putArray("bbox").add(0).add(0).add(1).add(1);
            region.put("bbox_format", "normalized");
        }
    }

    /** Writes the numbers of a box; returns whether they can only be fractions of the image. */
    private static boolean numbers(Matcher box, int first, ObjectNode region) {
        var bbox = region.putArray("bbox");
        boolean fractions = true;
        for (int i = first; i < first + 4; i++) {
            double number = Double.parseDouble(box.group(i));
            fractions = fractions && number >= 0 && number <= 1;
            bbox.add(number);
        }
        return fractions;
    }

    private static Stream stream(JsonNode json) {
        if (!json.path("stream").asBoolean()) {
            return Stream.NO;
        }
        return json.at("/stream_options/include_usage").asBoolean() ? Stream.WITH_USAGE : Stream.YES;
    }
}
