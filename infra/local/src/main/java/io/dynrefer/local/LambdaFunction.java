package io.dynrefer.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one function: waiting, or with one of the instances (runtime processes) that ask for them. An event
 * whose instance went away is handed over once more, then it fails; one that takes an instance longer than the
 * function's time fails, and the instance is to be killed. Safe for several threads.
 */
final class LambdaFunction {
    private static final int MAX_DELIVERIES = 2;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lambda-time");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Duration timeout;

    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private final Map<String, Delivery> delivered = new LinkedHashMap<>(); // by request id
    private final Set<String> instances = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private Invocation.@Nullable Answer initFailure;
    private volatile Consumer<String> killer = instance -> {};

    private record Delivery(String instance, Invocation invocation) {}

    LambdaFunction(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
    }

    String name() {
        return name;
    }

    /** How long one invocation may take an instance; it may wait as long for one before. */
    Duration timeout() {
        return timeout;
    }

    /** Has instances that exceeded their time killed by this; one that is not dies of nothing. */
    void killBy(Consumer<String> kill) {
        killer = kill;
    }

    /** Takes an event; fails it at once where the function cannot start. */
    synchronized Invocation invoke(byte[] event) {
        Invocation invocation = new Invocation(event);
        if (initFailure == null) {
            waiting.addLast(invocation);
            notifyAll();
        } else {
            invocation.answer().complete(initFailure);
        }
        return invocation;
    }

    /** Waits for the next event for this instance; null if the instance went away meanwhile. */
    synchronized @Nullable Invocation next(String instance) throws InterruptedException {
        handBack(instance); // It does not ask again before it has answered, unless it was started again.
        initFailure = null;
        instances.add(instance);
        notifyAll();
        while (waiting.isEmpty() && !gone.contains(instance)) {
            wait();
        }
        if (gone.contains(instance)) {
            return null;
        }
        Invocation invocation = waiting.removeFirst();
        invocation.delivered();
        delivered.put(invocation.id(), new Delivery(instance, invocation));
        Future<?> limit = CLOCK.schedule(() -> overdue(invocation), timeout.toMillis(), TimeUnit.MILLISECONDS);
        CompletionStage<Invocation.Answer> end = invocation.answer();
        end.whenComplete((answer, failure) -> limit.cancel(false));
        return invocation;
    }

    /** An invocation's time is over: it fails, and its instance, which may never come to an end, is killed. */
    private void overdue(Invocation invocation) {
        Delivery late;
        synchronized (this) {
            late = delivered.remove(invocation.id());
        }
        if (late != null) {
            invocation.answer().complete(timedOut(invocation));
            killer.accept(late.instance());
        }
    }

    Invocation.Answer timedOut(Invocation invocation) {
        return Invocation.Answer.failure(
                "Sandbox.Timedout",
                "RequestId: " + invocation.id() + " Error: Task timed out after " + timeout.toMillis() / 1_000.0
                        + " seconds");
    }

    /** Passes an answer on; false if nobody waits for this request id. */
    synchronized boolean answered(String id, Invocation.Answer answer) {
        Delivery delivery = delivered.remove(id);
        return delivery != null && delivery.invocation().answer().complete(answer);
    }

    /** The function cannot start: what waits fails, and so does what comes until an instance asks for an event. */
    synchronized void initFailed(Invocation.Answer failure) {
        initFailure = failure;
        waiting.forEach(invocation -> invocation.answer().complete(failure));
        waiting.clear();
        notifyAll();
    }

    /**
     * An instance ended before it asked for an event. What it said about that, if anything, is the function's failure.
     */
    synchronized void neverStarted() {
        if (initFailure == null) {
            initFailed(Invocation.Answer.failure("Runtime.ExitError", "Runtime exited before it was ready"));
        }
    }

    /** Forgets an instance that has ended; its event goes to another one. Returns whether it had asked for events. */
    synchronized boolean instanceGone(String instance) {
        gone.add(instance);
        boolean wasReady = instances.remove(instance);
        handBack(instance);
        notifyAll();
        return wasReady;
    }

    /** Ends everything: callers get a failure, instances are let go. */
    synchronized void close() {
        gone.addAll(instances);
        Invocation.Answer failure = Invocation.Answer.failure("Runtime.ExitError", "The function was removed");
        delivered.values().forEach(delivery -> delivery.invocation().answer().complete(failure));
        delivered.clear();
        initFailed(failure);
    }

    /** Gives up an event that no instance has taken, for its caller no longer waits; false if one has. */
    synchronized boolean giveUpWaiting(Invocation invocation) {
        return waiting.remove(invocation);
    }

    /** Waits until this instance has asked for an event or ended, at most this long. */
    synchronized Readiness awaitReady(String instance, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!instances.contains(instance) && !gone.contains(instance)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Readiness.NOT_YET;
            }
            wait(left / 1_000_000 + 1);
        }
        return gone.contains(instance) ? Readiness.GONE : Readiness.READY;
    }

    /** Whether an instance takes events. */
    enum Readiness {
        READY,
        GONE,
        NOT_YET
    }

    private void handBack(String instance) {
        List<Delivery> left = delivered.values().stream()
                .filter(delivery -> delivery.instance().equals(instance))
                .toList();
        for (Delivery delivery : left) {
            Invocation invocation = delivery.invocation();
            delivered.remove(invocation.id());
            if (invocation.deliveries() < MAX_DELIVERIES) {
                waiting.addFirst(invocation);
                notifyAll();
            } else {
                invocation
                        .answer()
                        .complete(Invocation.Answer.failure(
                                "Runtime.ExitError",
                                "RequestId: " + invocation.id() + " Error: Runtime exited without providing a reason"));
            }
        }
    }
}
