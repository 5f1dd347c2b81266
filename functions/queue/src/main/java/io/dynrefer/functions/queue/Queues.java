package io.dynrefer.functions.queue;

import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.region.DynReferException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

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

    /** Makes the client that every queue shares. */
    @Singleton
    static final class Client {
        @Produces
        @Singleton
        SqsClient sqs(QueueSettings settings) {
            SqsClientBuilder client = SqsClient.builder()
                    .httpClientBuilder(ApacheHttpClient.builder()
                            .socketTimeout(settings.waitTime().plusSeconds(10)));
            settings.endpoint().ifPresent(client::endpointOverride);
            settings.region().map(Region::of).ifPresent(client::region);
            return client.build();
        }

        void close(@Disposes SqsClient client) {
            client.close();
        }
    }
}
