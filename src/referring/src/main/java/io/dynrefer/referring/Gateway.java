package io.dynrefer.referring;

import io.dynrefer.region.Deadline;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Proposals;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one way in: takes requests from the reception through the functions. Safe for use by several threads. */
public final class Gateway {
    private final Reception reception;
    private final Views views;
    private final Encode encode;
    private final Decode decode;
    private final Pointing pointing;
    private final Executor afterwards;

    public Gateway(Reception reception, Views views, Encode encode, Decode decode, Propose propose) {
        this(reception, views, encode, decode, propose, ForkJoinPool.commonPool());
    }

    /** @param afterwards does what nobody waits for */
    Gateway(Reception reception, Views views, Encode encode, Decode decode, Propose propose, Executor afterwards) {
        this.reception = reception;
        this.views = views;
        this.encode = encode;
        this.decode = decode;
        this.pointing = new Pointing(reception, propose);
        this.afterwards = afterwards;
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
        Long deadline = deadline();
        return boxed(request, began, deadline, known -> answer(known, listener, began, deadline));
    }

    /** Goes on with the request once its points have boxes: in this thread where it has none. */
    private <T> CompletionStage<T> boxed(
            ReferRequest request,
            Instant began,
            @Nullable Long deadline,
            Function<ReferRequest, CompletionStage<T>> then) {
        if (!Pointing.isNeeded(request)) {
            return then.apply(request);
        }
        CompletionStage<ReferRequest> boxed = pointing.boxed(request, deadline);
        unlessForgotten(Set.of(request.image().digest()), began, boxed);
        return boxed.thenComposeAsync(then);
    }

    private CompletionStage<ReferResponse> answer(
            ReferRequest request, ReferListener listener, Instant began, @Nullable Long deadline) {
        Referring referring = reception.receive(request, listener, deadline);
        CompletionStage<ReferResponse> answer = referring.answer(views, encode, decode);
        unlessForgotten(referring.images(), began, answer);
        return answer;
    }

    /** The boxes of things in an image, best first; errors as in {@link #refer}. */
    public CompletionStage<Proposals> proposals(EncodedImage image) {
        Instant began = Instant.now();
        CompletionStage<Proposals> proposals = pointing.proposals(image, deadline());
        unlessForgotten(Set.of(image.digest()), began, proposals);
        return proposals;
    }

    /**
     * Answers about every thing in a photo: in the boxes given, or those found, best first. Of boxes that lie over each
     * other and say the same the better one stays.
     */
    public CompletionStage<ReferResponse> denseCaptions(DenseRequest dense) {
        ReferRequest request = dense.request();
        if (!request.regions().isEmpty()) {
            return refer(request).thenApply(answer -> DenseCaptions.distinct(answer, dense.captionOverlap()));
        }
        reception.limits().checkBoxes(dense.most());
        return proposals(request.image())
                .thenComposeAsync(
                        proposals -> refer(request.about(Pointing.regions(DenseCaptions.apart(proposals, dense)))))
                .thenApply(answer -> DenseCaptions.distinct(answer, dense.captionOverlap()));
    }

    /** Finds the views a request would be answered from, with the views function alone; errors as in {@link #refer}. */
    public CompletionStage<ViewsExplanation> explain(ReferRequest request) {
        Instant began = Instant.now();
        Long deadline = deadline();
        return boxed(request, began, deadline, known -> explanation(known, began, deadline));
    }

    private CompletionStage<ViewsExplanation> explanation(
            ReferRequest request, Instant began, @Nullable Long deadline) {
        Referring referring = reception.receiveToExplain(request, deadline);
        CompletionStage<ViewsExplanation> explanation =
                referring.views(views).thenApply(done -> referring.explanation());
        unlessForgotten(referring.images(), began, explanation);
        return explanation;
    }

    /** Whoever waits for the answer does not wait for this. */
    private void unlessForgotten(Set<ImageDigest> images, Instant began, CompletionStage<?> answer) {
        answer.whenCompleteAsync(
                (done, failure) -> images.forEach(image -> reception.forgetAgain(image, began)), afterwards);
    }

    private @Nullable Long deadline() {
        Duration time = reception.limits().time();
        return time == null ? null : Deadline.in(time);
    }
}
