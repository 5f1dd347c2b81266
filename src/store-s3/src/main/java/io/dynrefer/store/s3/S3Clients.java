package io.dynrefer.store.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes S3 clients the way the store needs them. */
final class S3Clients {
    /*
     * The Apache client, because the one on java.net.URLConnection re-sends some writes by itself, and every such write
     * has to be told from another writer's (S3BlobStore).
     */
    private static final int MAX_ATTEMPTS = 5;
    private static final int CONFLICT = 409;

    private S3Clients() {}

    static S3Client open(S3StoreConfig config, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials)
                .forcePathStyle(config.addressing() == S3StoreConfig.Addressing.PATH)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(config.maxConnections())
                        .connectionTimeout(config.connectTimeout())
                        .connectionAcquisitionTimeout(config.attemptTimeout())
                        .socketTimeout(config.attemptTimeout()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(config.attemptTimeout())
                        .apiCallTimeout(config.callTimeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .retryOnException(S3Clients::isConflict)
                                .build()));
        if (config.region() != null) {
            builder.region(Region.of(config.region()));
        }
        if (config.endpoint() != null) {
            builder.endpointOverride(config.endpoint());
        }
        return builder.build();
    }

    /** Two conditional writes of one key met inside S3, which asks for the write again. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof S3Exception e && e.statusCode() == CONFLICT;
    }
}
