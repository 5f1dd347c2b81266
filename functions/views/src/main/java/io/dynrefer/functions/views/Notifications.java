package io.dynrefer.functions.views;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.functions.common.Webhooks;
import io.dynrefer.referring.jobs.JobNotice;
import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Tells the SNS topic of the settings and the webhook of the request. */
@Singleton
public final class Notifications implements JobNotifier {
    private final Webhooks webhooks;
    private final Optional<String> topic;
    private final @Nullable SnsClient sns;

    Notifications(NotifySettings settings, Webhooks webhooks) {
        this.webhooks = webhooks;
        this.topic = settings.topic();
        this.sns = topic.isEmpty()
                ? null
                : SnsClient.builder()
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build();
    }

    @Override
    public void tell(JobNotice notice, Optional<URI> webhook) {
        if (sns != null) {
            publish(sns, topic.orElseThrow(), notice);
        }
        webhooks.tell(notice, webhook);
    }

    private static void publish(SnsClient client, String arn, JobNotice notice) {
        try {
            client.publish(request -> request.topicArn(arn).message(Json.text(notice)));
        } catch (SdkException e) {
            throw new DynReferException(
                    ErrorCode.NOT_READY, "topic", "The topic could not be told of the job " + notice.job() + ".", e);
        }
    }

    @PreDestroy
    void close() {
        if (sns != null) {
            sns.close();
        }
    }
}
