package io.dynrefer.functions.decode;

import io.dynrefer.referring.Decode;
import io.dynrefer.referring.DecodeFunction;
import io.dynrefer.referring.Outcome;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/**
 * {@link DecodeFunction} behind Lambda, one export per task; {@code QUARKUS_FUNQY_EXPORT} chooses. Refusals travel in
 * the payload, faults fail the invocation.
 */
@Singleton
public final class DecodeBinding {
    private final DecodeFunction function;

    DecodeBinding(DecodeFunction function) {
        this.function = function;
    }

    @Funq("tags")
    public Outcome<Decode.Response> tags(Decode.Request request) {
        return answer(request);
    }

    @Funq("category")
    public Outcome<Decode.Response> category(Decode.Request request) {
        return answer(request);
    }

    @Funq("attributes")
    public Outcome<Decode.Response> attributes(Decode.Request request) {
        return answer(request);
    }

    @Funq("caption")
    public Outcome<Decode.Response> caption(Decode.Request request) {
        return answer(request);
    }

    /** Every export is the same function: its decoder was chosen at the start, and it refuses other tasks. */
    private Outcome<Decode.Response> answer(Decode.Request request) {
        return Outcome.attempt(() -> function.handle(request));
    }
}
