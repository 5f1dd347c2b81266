package io.dynrefer.referring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Requests about any images, answered together: they share forward passes, and each is answered as if it were alone.
 * For many at once, such as an evaluation's; they come back in their order. The batches depend on the requests alone.
 */
public final class Together {
    private final Reception reception;
    private final LocalFunctions functions;

    public Together(Reception reception, LocalFunctions functions) {
        this.reception = reception;
        this.functions = functions;
    }

    /** Notes how long the steps take: {@code views}, {@code encode}, and one per task. */
    @FunctionalInterface
    public interface Clock {
        /** Nobody wants to know. */
        Clock NONE = (step, work) -> work.run();

        void spend(String step, Runnable work);
    }

    /** One answer per request, or why it was refused. */
    public List<Outcome<ReferResponse>> refer(List<ReferRequest> requests, Clock clock) {
        List<Outcome<Referring>> viewed = new ArrayList<>();
        clock.spend(
                "views",
                () -> requests.parallelStream().map(this::view).toList().forEach(viewed::add));
        Waiting<String, Encode.Request, Encode.Response> encoding = new Waiting<>();
        Waiting<Question, Decode.Request, Decode.Response> decoding = new Waiting<>();
        List<Outcome<CompletionStage<ReferResponse>>> answers = viewed.stream()
                .map(outcome -> outcome.flatMap(referring -> Outcome.of(referring.answer(
                        request -> encoding.ask("encode", request),
                        request -> decoding.ask(request.question(), request)))))
                .toList();
        encoding.answer(clock, step -> step, (step, asked) -> functions.encodeAll(asked));
        decoding.answer(clock, question -> question.task().wireName(), functions::decodeAll);
        return answers.stream()
                .map(answer -> answer.flatMap(stage -> Outcome.attempt(() -> join(stage))))
                .toList();
    }

    /** The images are decoded, and views cut out of them, on all processors. */
    private Outcome<Referring> view(ReferRequest request) {
        return Outcome.attempt(() -> {
            ReferRequest known = Pointing.isNeeded(request)
                    ? join(new Pointing(reception, functions).boxed(request, null))
                    : request;
            Referring referring = reception.receive(known, ReferListener.NONE, null);
            return join(referring.see(functions, functions).thenApply(done -> referring));
        });
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Requests to a step, by what has to be equal for them to be answered at once. */
    private static final class Waiting<G, Q, R> {
        private final Map<G, List<Asked<Q, R>>> groups = new LinkedHashMap<>();

        private record Asked<Q, R>(Q request, CompletableFuture<R> response) {}

        CompletionStage<R> ask(G group, Q request) {
            Asked<Q, R> asked = new Asked<>(request, new CompletableFuture<>());
            groups.computeIfAbsent(group, first -> new ArrayList<>()).add(asked);
            return asked.response();
        }

        /** Answers group by group until nobody waits: an answer may lead to the next question. */
        void answer(Clock clock, Function<G, String> name, BiFunction<G, List<Q>, List<R>> step) {
            while (!groups.isEmpty()) {
                Map.Entry<G, List<Asked<Q, R>>> next =
                        groups.entrySet().iterator().next();
                G group = next.getKey();
                List<Asked<Q, R>> waiting = next.getValue();
                groups.remove(group);
                List<R> responses = new ArrayList<>();
                clock.spend(
                        name.apply(group),
                        () -> responses.addAll(step.apply(
                                group, waiting.stream().map(Asked::request).toList())));
                for (int i = 0; i < waiting.size(); i++) {
                    waiting.get(i).response().complete(responses.get(i));
                }
            }
        }
    }
}
