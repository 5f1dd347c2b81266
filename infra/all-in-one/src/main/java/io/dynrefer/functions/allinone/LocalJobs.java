package io.dynrefer.functions.allinone;

import io.dynrefer.DynRefer;
import io.dynrefer.functions.api.JobStarter;
import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.functions.common.Webhooks;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.jobs.Attempt;
import io.dynrefer.referring.jobs.CollectFunction;
import io.dynrefer.referring.jobs.EncodeJobs;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.UploadsFunction;
import io.dynrefer.store.BlobStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The steps of jobs in this process, one job after the other: for one machine without queues. A job that is under way
 * when the process ends stays as it is.
 */
@Singleton
final class LocalJobs implements JobStarter {
    private static final Logger LOG = Logger.getLogger(LocalJobs.class);

    private final ExecutorService steps = Executors.newSingleThreadExecutor();
    private final UploadsFunction uploads;
    private final EncodeJobs encode;
    private final CollectFunction collect;

    LocalJobs(BlobStore store, DynRefer system, Gateway gateway, NotifySettings notify, Webhooks webhooks) {
        LocalFunctions functions = system.functions(store);
        this.uploads = new UploadsFunction(
                store,
                gateway.reception(),
                functions,
                notify.origins(),
                message -> handedIn(message.job()),
                message -> steps.execute(() -> encode(message.job())),
                webhooks);
        this.encode = new EncodeJobs(
                store,
                functions::encodeAll,
                message -> steps.execute(() -> collect(message.job())),
                Integer.MAX_VALUE,
                LocalJobs::log);
        this.collect = new CollectFunction(store, gateway.reception(), functions, webhooks);
    }

    @Override
    public void handedIn(JobId job) {
        steps.execute(() -> attempt(job, () -> uploads.handle(job, Attempt.LAST)));
    }

    private void encode(JobId job) {
        attempt(job, () -> encode.handle(Map.of(job, Attempt.LAST), () -> false));
    }

    private void collect(JobId job) {
        attempt(job, () -> collect.handle(job, Attempt.LAST));
    }

    private static void attempt(JobId job, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) { // It is the job's answer already; the next job goes on.
            log(job, e);
        }
    }

    private static void log(JobId job, RuntimeException failure) {
        LOG.errorf(failure, "Job %s failed", job);
    }

    @PreDestroy
    void stop() {
        steps.shutdownNow();
    }
}
