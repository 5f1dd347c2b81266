package io.dynrefer.functions.encode;

import io.dynrefer.functions.aws.QueueSettings;
import io.dynrefer.functions.aws.Queues;
import io.dynrefer.referring.jobs.EncodeJobs;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.store.BlobStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Encodes jobs from the queue, where the settings name one, on the workers that HTTP requests share. What is in work
 * stays hidden from other consumers for as long as it takes. A stop finishes the group in work, gives the rest back and
 * takes no more; if that takes too long, SQS gives back what was not finished.
 */
@Singleton
public final class QueueConsumer {
    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);
    /** Extensions of a message's hiding per time that it lasts, so that a lost one does no harm. */
    private static final int EXTENSIONS = 3;

    private static final long PAUSE_SECONDS = 2;

    private final QueueSettings settings;
    private final Ready ready;
    private final Supplier<Parts> parts;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** Waits until jobs can be encoded; returns whether they ever can. */
    interface Ready {
        boolean await() throws InterruptedException;

        /** Whether they can still. */
        default boolean still() {
            return true;
        }
    }

    /** The queue, and what is done with its jobs. */
    record Parts(Inbox inbox, EncodeJobs jobs) {}

    QueueConsumer(QueueSettings settings, Ready ready, Supplier<Parts> parts) {
        this.settings = settings;
        this.ready = ready;
        this.parts = parts;
    }

    /** @param sqs made where a queue is named only: without one, the service needs nothing of AWS */
    @Inject
    QueueConsumer(
            QueueSettings settings,
            EncodeSettings encode,
            Encoder encoder,
            EncodeWorkers workers,
            BlobStore store,
            Instance<SqsClient> sqs,
            Instance<Queues> queues) {
        this(settings, ready(encoder), () -> {
            JobQueue collect = queues.get().collect();
            return new Parts(
                    new Inbox(sqs.get(), settings, settings.encode().orElse("")),
                    new EncodeJobs(
                            store,
                            workers::encodeAll,
                            collect,
                            encode.encode().groupItems(),
                            (job, failure) -> LOG.errorf(failure, "Job %s was not encoded", job)));
        });
    }

    private static Ready ready(Encoder encoder) {
        return new Ready() {
            @Override
            public boolean await() throws InterruptedException {
                return encoder.awaitReady();
            }

            @Override
            public boolean still() {
                return encoder.state() == Encoder.State.READY;
            }
        };
    }

    /** How the consumer is. */
    enum State {
        /** No queue is named. */
        NONE,
        RUNNING,
        STOPPING,
        /** It ended by itself, which it should not. */
        ENDED
    }

    void start(@Observes StartupEvent event) {
        if (settings.encode().isEmpty()) {
            return;
        }
        Parts made = parts.get();
        thread = new Thread(() -> run(made), "encode-queue");
        thread.start();
    }

    State state() {
        if (thread == null) {
            return State.NONE;
        }
        if (stopping()) {
            return State.STOPPING;
        }
        return thread.isAlive() ? State.RUNNING : State.ENDED;
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void run(Parts made) {
        try {
            if (ready.await()) {
                LOG.infof("Takes jobs from %s", settings.encode().orElse(""));
                while (!stopping() && ready.still()) {
                    turn(made);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The process ends; SQS gives back what was received.
        }
    }

    private void turn(Parts made) throws InterruptedException {
        try {
            Inbox.Batch batch = made.inbox().receive();
            if (!batch.messages().isEmpty()) {
                work(made, batch);
            }
        } catch (SdkException e) {
            LOG.warnf("The queue is away: %s", e.getMessage());
            stop.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void work(Parts made, Inbox.Batch batch) {
        Inbox inbox = made.inbox();
        long period = Math.max(1, settings.visibility().toMillis() / EXTENSIONS);
        ScheduledFuture<?> extension =
                clock.scheduleAtFixedRate(() -> extend(inbox, batch), period, period, TimeUnit.MILLISECONDS);
        Set<JobId> done;
        try {
            done = made.jobs().handle(batch.attempts(), this::stopping, through -> inbox.delete(batch, through));
        } finally {
            extension.cancel(false);
        }
        if (stopping()) {
            Set<JobId> left = new LinkedHashSet<>(batch.messages().keySet());
            left.removeAll(done);
            inbox.giveBack(batch, left);
        }
    }

    private static void extend(Inbox inbox, Inbox.Batch batch) {
        try {
            inbox.extend(batch);
        } catch (SdkException e) { // The next one may come through before the hiding ends.
            LOG.warnf(
                    "The hiding of %d jobs was not extended: %s",
                    batch.messages().size(), e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        if (thread != null) {
            thread.join(settings.drain().toMillis());
            if (thread.isAlive()) {
                LOG.warn("What is in work is not finished; SQS will deliver it again");
            }
        }
        clock.shutdownNow();
    }
}
