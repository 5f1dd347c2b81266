package io.dynrefer.local;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One event on its way through a function, and the answer to it. */
final class Invocation {
    private final String id = UUID.randomUUID().toString();
    private final byte[] event;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private int deliveries;

    /** How the function ended. */
    enum Ending {
        RETURNED,
        FAILED
    }

    /**
     * What it answered: its response, or the error as a JSON object with {@code errorType} and {@code errorMessage}.
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
    record Answer(Ending ending, byte[] payload) {
        static Answer failure(String type, String message) {
            String json = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
            return new Answer(Ending.FAILED, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    Invocation(byte[] event) {
        this.event = event;
    }

    /** The request id. */
    String id() {
        return id;
    }

    byte[] event() {
        return event;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Counts a hand-over to a runtime; returns how many there were. Called under the function's lock. */
    int delivered() {
        deliveries++;
        return deliveries;
    }

    int deliveries() {
        return deliveries;
    }
}
