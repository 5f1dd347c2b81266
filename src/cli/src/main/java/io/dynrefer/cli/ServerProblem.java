package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A server's {@code application/problem+json} answer. */
final class ServerProblem {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerProblem() {}

    /** The failure that the server reported; one that is not in our form is reported with its status. */
    static DynReferException read(int status, byte[] body) {
        JsonNode problem = parse(body);
        if (problem == null || !problem.path("message").isTextual()) {
            return new DynReferException(
                    ErrorCode.INTERNAL, "The server answered with status " + status + " and no reason.");
        }
        return new DynReferException(
                code(problem.path("code").asText()),
                problem.path("field").asText(null),
                problem.path("message").asText());
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return null; // Not JSON: some proxy's page.
        }
    }

    private static ErrorCode code(String wireName) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.wireName().equals(wireName))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }
}
