package io.dynrefer.functions.remote;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/** The client for Lambda with the settings' limits. */
@Singleton
final class LambdaClients {
    @Produces
    @Singleton
    LambdaClient lambda(LambdaSettings lambda) {
        LambdaClientBuilder client = LambdaClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(lambda.connections())
                        .socketTimeout(lambda.timeout()))
                .overrideConfiguration(override -> override.apiCallTimeout(lambda.timeout())
                        .retryStrategy(strategy -> strategy.maxAttempts(lambda.attempts())));
        lambda.endpoint().ifPresent(client::endpointOverride);
        lambda.region().map(Region::of).ifPresent(client::region);
        return client.build();
    }

    void close(@Disposes LambdaClient client) {
        client.close();
    }
}
