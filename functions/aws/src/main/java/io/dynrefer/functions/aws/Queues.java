package io.dynrefer.functions.aws;

import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.region.DynReferException;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues that the settings name. */
@Singleton
public final class Queues {
    private final QueueSettings settings;
    private final SqsClient sqs;

    Queues(QueueSettings settings, SqsClient sqs) {
        this.settings = settings;
        this.sqs = sqs;
    }

    /** The queue before the function {@code uploads}. */
    public JobQueue uploads() {
        return queue("dynrefer.queues.uploads", settings.uploads());
    }

    /** The queue before the encode service. */
    public JobQueue encode() {
        return queue("dynrefer.queues.encode", settings.encode());
    }

    /** The queue before the function {@code collect}. */
    public JobQueue collect() {
        return queue("dynrefer.queues.collect", settings.collect());
    }

    private JobQueue queue(String property, Optional<String> address) {
        return new SqsJobQueue(
                sqs,
                address.orElseThrow(() -> DynReferException.invalid(
                        property, property + " is missing: the address of the queue that this step sends to.")));
    }
}
