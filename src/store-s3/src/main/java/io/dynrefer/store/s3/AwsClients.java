package io.dynrefer.store.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes the clients of AWS's services, all in one way. */
public final class AwsClients {
    private AwsClients() {}

    /**
     * Makes a client, which makes no call yet.
     *
     * @param region the service's region, e.g. {@code eu-central-1}; null: from the environment, as every AWS tool
     *     finds it
     * @param endpoint another server than Amazon's; null: from the environment or Amazon's
     * @param http Apache's, because the one on java.net.URLConnection re-sends some writes by itself, and every such
     *     write has to be told from another writer's ({@link S3BlobStore})
     * @throws software.amazon.awssdk.core.exception.SdkException if there is no region anywhere, for one
     */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C open(
            B client, @Nullable String region, @Nullable URI endpoint, ApacheHttpClient.Builder http) {
        client.httpClientBuilder(http);
        if (region != null) {
            client.region(Region.of(region));
        }
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }
}
