package io.dynrefer.referring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dynrefer.region.Answer;
import io.dynrefer.region.ControlWords;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The last step of an answer, one function per task, wherever it runs: in this process, behind Lambda's API. A stage
 * fails with a {@link io.dynrefer.region.DynReferException}; errors of single items are inside the response.
 */
@FunctionalInterface
public interface Decode {
    /** Answers a question about region representations in the store; goes to the function of the question's task. */
    CompletionStage<Response> decode(Request request);

    /**
     * Asks one question about each item's region representation.
     *
     * @param deadline when nobody waits any more ({@link io.dynrefer.region.Deadline}); absent: however long it takes
     */
    record Request(
            Question question, List<Item> items, @Nullable Long deadline) {
        public Request {
            items = List.copyOf(items);
        }

        /** A request that takes as long as it takes. */
        public Request(Question question, List<Item> items) {
            this(question, items, null);
        }
    }

    /**
     * One region.
     *
     * @param representation key of its representation in the store
     * @param permittedViews the exact view coefficients, in order, that this task may use; a representation built from
     *     others is refused
     * @param controls words that steer a caption; {@link ControlWords#NONE} for every other task
     */
    record Item(String representation, List<Double> permittedViews, ControlWords controls) {
        public Item {
            permittedViews = List.copyOf(permittedViews);
        }
    }

    /**
     * The answer about each item, in the request's order.
     *
     * @param model id of the model that answered
     * @param answersFound answers that were in the store already
     * @param warnings what is doubtful about the question's examples; absent where it has none
     */
    record Response(
            String model,
            int answersFound,
            List<Outcome<Answer>> items,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> warnings) {
        public Response {
            items = List.copyOf(items);
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
        }

        @Override
        public List<String> warnings() {
            return Objects.requireNonNull(warnings);
        }

        /** Nothing is doubtful about the question. */
        public Response(String model, int answersFound, List<Outcome<Answer>> items) {
            this(model, answersFound, items, List.of());
        }
    }
}
