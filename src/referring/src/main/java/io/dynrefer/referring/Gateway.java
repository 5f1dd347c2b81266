package io.dynrefer.referring;

import io.dynrefer.region.Deadline;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The one way in: takes requests from the reception through the functions. Safe for use by several threads. */
public final class Gateway {
    private final Reception reception;
    private final Views views;
    private final Encode encode;
    private final Decode decode;

    public Gateway(Reception reception, Views views, Encode encode, Decode decode) {
        this.reception = reception;
        this.views = views;
        this.encode = encode;
        this.decode = decode;
    }

    /** The model that answers. */
    public ModelCard model() {
        return reception.model();
    }

    /** Where this gateway's requests come in. */
    public Reception reception() {
        return reception;
    }

    /**
     * Answers a request. A region that cannot be answered carries its own error; if no region can, the stage fails.
     *
     * @throws DynReferException at once if the request itself is at fault; then nothing has been stored
     */
    public CompletionStage<ReferResponse> refer(ReferRequest request) {
        return refer(request, ReferListener.NONE);
    }

    /** As {@link #refer(ReferRequest)}; {@code listener} hears each part of the answer before the whole is there. */
    public CompletionStage<ReferResponse> refer(ReferRequest request, ReferListener listener) {
        Instant began = Instant.now();
        CompletionStage<ReferResponse> answer =
                reception.receive(request, listener, deadline()).answer(views, encode, decode);
        unlessForgotten(request, began, answer);
        return answer;
    }

    /** Finds the views a request would be answered from, with the views function alone; errors as in {@link #refer}. */
    public CompletionStage<ViewsExplanation> explain(ReferRequest request) {
        Instant began = Instant.now();
        Referring referring = reception.receiveToExplain(request, deadline());
        CompletionStage<ViewsExplanation> explanation =
                referring.views(views).thenApply(done -> referring.explanation());
        unlessForgotten(request, began, explanation);
        return explanation;
    }

    /** Whoever waits for the answer does not wait for this. */
    private void unlessForgotten(ReferRequest request, Instant began, CompletionStage<?> answer) {
        answer.whenCompleteAsync(
                (done, failure) -> reception.forgetAgain(request.image().digest(), began));
    }

    private @Nullable Long deadline() {
        Duration time = reception.limits().time();
        return time == null ? null : Deadline.in(time);
    }
}
