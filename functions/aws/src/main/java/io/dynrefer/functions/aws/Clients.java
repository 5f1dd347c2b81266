package io.dynrefer.functions.aws;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.functions.common.ServiceSettings;
import io.dynrefer.store.s3.AwsClients;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the clients of AWS's services that somebody asks for, and closes them with the application. */
@Singleton
final class Clients {
    private static final int LONGER_THAN_A_WAIT = 10; // seconds

    @Produces
    @Singleton
    SqsClient queues(QueueSettings settings) {
        return open(
                SqsClient.builder(),
                settings,
                ApacheHttpClient.builder().socketTimeout(settings.waitTime().plusSeconds(LONGER_THAN_A_WAIT)));
    }

    @Produces
    @Singleton
    LambdaClient functions(LambdaSettings settings) {
        return open(
                LambdaClient.builder()
                        .overrideConfiguration(override -> override.apiCallTimeout(settings.timeout())
                                .retryStrategy(strategy -> strategy.maxAttempts(settings.attempts()))),
                settings,
                ApacheHttpClient.builder()
                        .maxConnections(settings.connections())
                        .socketTimeout(settings.timeout()));
    }

    @Produces
    @Singleton
    SnsClient topics(NotifySettings settings) {
        return open(SnsClient.builder(), settings, ApacheHttpClient.builder());
    }

    void close(@Disposes SdkClient client) {
        client.close();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C open(
            B client, ServiceSettings settings, ApacheHttpClient.Builder http) {
        return AwsClients.open(
                client, settings.region().orElse(null), settings.endpoint().orElse(null), http);
    }
}
