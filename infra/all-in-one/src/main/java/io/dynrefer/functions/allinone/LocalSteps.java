package io.dynrefer.functions.allinone;

import io.dynrefer.DynRefer;
import io.dynrefer.functions.api.JobStarter;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.jobs.Attempt;
import io.dynrefer.referring.jobs.CollectFunction;
import io.dynrefer.referring.jobs.EncodeJobs;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.referring.jobs.UploadsFunction;
import io.dynrefer.referring.jobs.WebhookOrigins;
import io.dynrefer.store.BlobStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** The steps of the jobs in one store, on a thread that does one after the other. */
final class LocalSteps implements JobStarter {
    private static final Logger LOG = Logger.getLogger(LocalSteps.class);

    private final BlobStore store;
    private final Executor thread;
    private final UploadsFunction uploads;
    private final EncodeJobs encode;
    private final CollectFunction collect;
    private final Set<JobId> waiting = ConcurrentHashMap.newKeySet();

    LocalSteps(
            BlobStore store,
            DynRefer system,
            Gateway gateway,
            WebhookOrigins origins,
            JobNotifier notices,
            Executor thread) {
        LocalFunctions functions = system.functions(store);
        this.store = store;
        this.thread = thread;
        this.uploads = new UploadsFunction(
                store,
                gateway.reception(),
                functions,
                origins,
                message -> handedIn(message.job()),
                message -> thread.execute(() -> encode(message.job())),
                notices);
        this.encode = new EncodeJobs(
                store,
                functions::encodeAll,
                message -> thread.execute(() -> collect(message.job())),
                Integer.MAX_VALUE,
                LocalSteps::log);
        this.collect = new CollectFunction(store, gateway.reception(), functions, this::handedIn, notices);
    }

    /** Takes up what the last process left, however it ended. */
    void takeUp() {
        thread.execute(() -> {
            try {
                List<JobId> left = Jobs.unfinished(store);
                if (!left.isEmpty()) {
                    LOG.infof("Taking up %d jobs that were not finished", left.size());
                }
                left.forEach(this::handedIn);
            } catch (RuntimeException e) { // What is handed in from now on is answered all the same.
                LOG.error("Jobs that were not finished could not be taken up; the next start tries again", e);
            }
        });
    }

    @Override
    public void handedIn(JobId job) {
        waiting.add(job);
        thread.execute(() -> attempt(job, () -> uploads.handle(job, Attempt.LAST)));
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    private void encode(JobId job) {
        attempt(job, () -> encode.handle(Map.of(job, Attempt.LAST), () -> false));
    }

    private void collect(JobId job) {
        attempt(job, () -> collect.handle(job, Attempt.LAST));
    }

    private void attempt(JobId job, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) { // It is the job's answer already; the next job goes on.
            log(job, e);
        }
        if (Jobs.isOver(store, job)) {
            waiting.remove(job);
        }
    }

    private static void log(JobId job, Throwable failure) {
        LOG.errorf(failure, "Job %s failed", job);
    }
}
