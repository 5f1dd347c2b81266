package io.dynrefer.functions.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the words of the OpenAI chat API. Words stand for tokens, and every view for one more of the prompt's:
 * the gateway has no tokenizer.
 */
final class ChatAnswer {
    private static final Pattern WORD = Pattern.compile("\\S+\\s*");

    private final String id;
    private final ReferResponse response;
    private final ChatRequest request;
    private final long created = Instant.now().getEpochSecond();
    private final String text;

    ChatAnswer(String requestId, ChatRequest request, ReferResponse response) {
        this.id = "chatcmpl-" + requestId;
        this.request = request;
        this.response = response;
        this.text = response.regions().stream().map(ChatAnswer::text).collect(Collectors.joining("\n"));
    }

    /** The caption of a region, or the best of what else was asked. */
    private static String text(RegionAnswer region) {
        if (region.error() != null) {
            return region.error().message();
        }
        if (region.caption() != null) {
            return region.caption().text();
        }
        if (region.categories() != null && !region.categories().isEmpty()) {
            return region.categories().get(0).name();
        }
        return names(region.tags() == null ? region.attributes() : region.tags());
    }

    private static String names(@Nullable List<ScoredLabel> labels) {
        return labels == null ? "" : labels.stream().map(ScoredLabel::name).collect(Collectors.joining(", "));
    }

    /** The answer as one document. */
    String whole() {
        ObjectNode answer = document("chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", text);
        choice.put("finish_reason", "stop");
        answer.set("usage", usage());
        answer.set("regions", Json.mapper().valueToTree(response.regions()));
        request.warnings().forEach(answer.withArray("/warnings")::add);
        return Json.text(answer);
    }

    /** The answer as server-sent events, word by word. */
    String events() {
        StringBuilder events = new StringBuilder();
        event(events, chunk(Map.of("role", "assistant", "content", ""), null));
        WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(word -> event(events, chunk(Map.of("content", word), null)));
        event(events, chunk(Map.of(), "stop"));
        if (request.stream() == ChatRequest.Stream.WITH_USAGE) {
            ObjectNode last = document("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage());
            event(events, last);
        }
        return events.append("data: [DONE]\n\n").toString();
    }

    private ObjectNode chunk(Map<String, String> delta, @Nullable String finish) {
        ObjectNode chunk = document("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", Json.mapper().valueToTree(delta));
        choice.put("finish_reason", finish);
        return chunk;
    }

    private ObjectNode document(String kind) {
        return Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("object", kind)
                .put("created", created)
                .put("model", response.model().preset());
    }

    private ObjectNode usage() {
        int views = 0;
        for (RegionAnswer region : response.regions()) {
            if (region.views() != null) {
                views += region.views().values().stream().mapToInt(List::size).sum();
            }
        }
        int prompt = request.words() + views;
        int completion = (int) WORD.matcher(text).results().count();
        return Json.mapper()
                .createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private static void event(StringBuilder events, ObjectNode data) {
        events.append("data: ").append(Json.text(data)).append("\n\n");
    }
}
