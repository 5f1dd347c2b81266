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
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.referring.jobs.UploadsFunction;
import io.dynrefer.store.BlobStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The steps of jobs in this process, one job after the other: for one machine without queues. The store has what there is
 * to do, so a start takes up what the last process left, however it ended.
 */
@Singleton
final class LocalJobs implements JobStarter {
    private static final Logger LOG = Logger.getLogger(LocalJobs.class);

    private final ExecutorService steps = Executors.newSingleThreadExecutor();
    private final BlobStore store;
    private final LocalNotices notices;
    private final UploadsFunction uploads;
    private final EncodeJobs encode;
    private final CollectFunction collect;

    LocalJobs(BlobStore store, DynRefer system, Gateway gateway, NotifySettings notify, Webhooks webhooks) {
        LocalFunctions functions = system.functions(store);
        this.store = store;
        this.notices = new LocalNotices(webhooks);
        this.uploads = new UploadsFunction(
                store,
                gateway.reception(),
                functions,
                notify.origins(),
                message -> handedIn(message.job()),
                message -> steps.execute(() -> encode(message.job())),
                notices);
        this.encode = new EncodeJobs(
                store,
                functions::encodeAll,
                message -> steps.execute(() -> collect(message.job())),
                Integer.MAX_VALUE,
                LocalJobs::log);
        this.collect = new CollectFunction(store, gateway.reception(), functions, notices);
    }

    void start(@Observes StartupEvent event) {
        steps.execute(this::takeUp);
    }

    private void takeUp() {
        try {
            List<JobId> left = Jobs.unfinished(store);
            if (!left.isEmpty()) {
                LOG.infof("Taking up %d jobs that were not finished", left.size());
            }
            left.forEach(this::handedIn);
        } catch (RuntimeException e) { // What is handed in from now on is answered all the same.
            LOG.error("Jobs that were not finished could not be taken up; the next start tries again", e);
        }
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
        } catch (RuntimeException | Error e) { // It is the job's answer already; the next job goes on.
            log(job, e);
        }
    }

    private static void log(JobId job, Throwable failure) {
        LOG.errorf(failure, "Job %s failed", job);
    }

    @PreDestroy
    void stop() {
        steps.shutdownNow();
        notices.close();
    }
}
