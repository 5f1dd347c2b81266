package io.dynrefer.store.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes S3 clients the way the store needs them. */
final class S3Clients {
    private static final int MAX_ATTEMPTS = 5;
    private static final int CONFLICT = 409;

    private S3Clients() {}

    static S3Client open(S3StoreConfig config, AwsCredentialsProvider credentials) {
        return AwsClients.open(
                S3Client.builder()
                        .credentialsProvider(credentials)
                        .forcePathStyle(config.addressing() == S3StoreConfig.Addressing.PATH)
                        .overrideConfiguration(override -> override.apiCallAttemptTimeout(config.attemptTimeout())
                                .apiCallTimeout(config.callTimeout())
                                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                        .maxAttempts(MAX_ATTEMPTS)
                                        .retryOnException(S3Clients::isConflict)
                                        .build())),
                config.region(),
                config.endpoint(),
                ApacheHttpClient.builder()
                        .maxConnections(config.maxConnections())
                        .connectionTimeout(config.connectTimeout())
                        .connectionAcquisitionTimeout(config.attemptTimeout())
                        .socketTimeout(config.attemptTimeout()));
    }

    /** Two conditional writes of one key met inside S3, which asks for the write again. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof S3Exception e && e.statusCode() == CONFLICT;
    }
}
