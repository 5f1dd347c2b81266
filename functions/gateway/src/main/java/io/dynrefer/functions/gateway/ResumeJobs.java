package io.dynrefer.functions.gateway;

import io.dynrefer.functions.aws.Queues;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends jobs without an answer on their way again at the start: for queues that do not outlive their process, or were
 * emptied. A job that is on its way already finds its work done.
 */
@Singleton
final class ResumeJobs {
    private static final Logger LOG = Logger.getLogger(ResumeJobs.class);

    private final RemoteSettings settings;
    private final BlobStore store;
    private final Instance<Queues> queues;

    ResumeJobs(RemoteSettings settings, BlobStore store, Instance<Queues> queues) {
        this.settings = settings;
        this.store = store;
        this.queues = queues;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.jobs().resume()) {
            return;
        }
        try {
            JobQueue uploads = queues.get().uploads();
            List<JobId> left = Jobs.unfinished(store);
            left.forEach(job -> uploads.send(new JobQueue.Message(job)));
            LOG.infof("%d jobs without an answer are sent on their way again", left.size());
        } catch (DynReferException e) { // Everything else works.
            LOG.errorf(e, "Jobs without an answer could not be sent on their way again");
        }
    }
}
