package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import java.util.List;

/**
 * The answer about each item, in the request's order.
 *
 * @param model id of the model that answered
 * @param answersFound answers that were in the store already
 */
public record DecodeResponse(String model, int answersFound, List<Outcome<Answer>> items) {
    public DecodeResponse {
        items = List.copyOf(items);
    }
}
