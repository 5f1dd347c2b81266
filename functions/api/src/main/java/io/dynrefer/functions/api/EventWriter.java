package io.dynrefer.functions.api;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.functions.rest.ProblemMapper;
import io.dynrefer.referring.ReferListener;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.store.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/** Writes a running request's events; their data is the same JSON as everywhere. */
final class EventWriter implements ReferListener {
    private final Sse sse;
    private final String requestId;
    private final UnicastProcessor<OutboundSseEvent> events = UnicastProcessor.create();

    EventWriter(Sse sse, String requestId) {
        this.sse = sse;
        this.requestId = requestId;
    }

    /** The events, those from before the subscription included; for one subscriber. */
    Multi<OutboundSseEvent> events() {
        return events;
    }

    @Override
    public void known(ReferResponse.RegionAnswer part) {
        write("region", part);
    }

    /** Writes the last event: the whole answer, or why there is none. */
    void end(@Nullable ReferResponse response, @Nullable Throwable failure) {
        if (failure == null && response != null) {
            write("done", response);
        } else if (failure != null) {
            write("problem", ProblemDocument.of(ProblemMapper.problem(failure, requestId), requestId));
        }
        events.onComplete();
    }

    private void write(String name, Object data) {
        events.onNext(sse.newEventBuilder().name(name).data(Json.text(data)).build());
    }
}
