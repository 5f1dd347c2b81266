package io.dynrefer.functions.aws;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.functions.common.Webhooks;
import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Tells the SNS topic of the settings and the webhook of the request. */
@Singleton
public final class Notifications implements JobNotifier {
    private final NotifySettings settings;
    private final Webhooks webhooks;
    private final Supplier<SnsClient> sns;

    /** @param sns made where a topic is named only */
    @Inject
    Notifications(NotifySettings settings, Webhooks webhooks, Instance<SnsClient> sns) {
        this(settings, webhooks, sns::get);
    }

    Notifications(NotifySettings settings, Webhooks webhooks, Supplier<SnsClient> sns) {
        this.settings = settings;
        this.webhooks = webhooks;
        this.sns = sns;
    }

    @Override
    public CompletionStage<Void> tell(JobNotifier.Notice notice, Optional<URI> webhook) {
        settings.topic().ifPresent(arn -> publish(sns.get(), arn, notice));
        return webhooks.tell(notice, webhook);
    }

    private static void publish(SnsClient client, String arn, JobNotifier.Notice notice) {
        try {
            client.publish(request -> request.topicArn(arn).message(Json.text(notice)));
        } catch (SdkException e) {
            throw new DynReferException(
                    ErrorCode.NOT_READY, "topic", "The topic could not be told of the job " + notice.job() + ".", e);
        }
    }
}
