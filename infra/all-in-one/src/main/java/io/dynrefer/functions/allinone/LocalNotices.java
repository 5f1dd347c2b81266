package io.dynrefer.functions.allinone;

import io.dynrefer.functions.common.Webhooks;
import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.region.DynReferException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells webhooks on threads of their own, so that one that is slow costs no job anything; tries again a few times. */
final class LocalNotices implements JobNotifier, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LocalNotices.class);
    private static final int THREADS = 4;
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private final Webhooks webhooks;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "notices");
        thread.setDaemon(true);
        return thread;
    });

    LocalNotices(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public CompletionStage<Void> tell(JobNotifier.Notice notice, Optional<URI> webhook) {
        if (webhook.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> told = new CompletableFuture<>();
        threads.execute(() -> attempt(notice, webhook, 0, told));
        return told;
    }

    private void attempt(JobNotifier.Notice notice, Optional<URI> webhook, int before, CompletableFuture<Void> told) {
        try {
            webhooks.tell(notice, webhook);
            told.complete(null);
        } catch (DynReferException e) {
            if (before < AGAIN.size()) {
                LOG.debugf("%s Trying again in %s", e.getMessage(), AGAIN.get(before));
                ScheduledFuture<?> unused = threads.schedule(
                        () -> attempt(notice, webhook, before + 1, told),
                        AGAIN.get(before).toMillis(),
                        TimeUnit.MILLISECONDS);
            } else {
                LOG.warnf("%s The next start tries again", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
