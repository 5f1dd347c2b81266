package io.dynrefer.functions.gateway;

import io.dynrefer.functions.api.GatewaySettings;
import io.dynrefer.functions.common.ModelCards;
import io.dynrefer.pipeline.Functions;
import io.dynrefer.pipeline.Gateway;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.ImageReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/** Puts the gateway together from its settings, at start. */
@Singleton
final class GatewayAssembly {
    @Produces
    @Singleton
    @Startup
    Gateway gateway(
            BlobStore store, Functions functions, RemoteSettings remote, ImageReader images, GatewaySettings settings) {
        return new Gateway(
                store,
                functions,
                ModelCards.read(remote.modelCard()),
                images,
                settings.limits().asLimits());
    }

    @Produces
    @Singleton
    RemoteFunctions functions(LambdaClient lambda, RemoteSettings settings) {
        return new RemoteFunctions(
                new LambdaFunctions(lambda),
                new EncodeClient(settings.encode()),
                settings.functions(),
                settings.lambda().connections());
    }

    void stop(@Disposes RemoteFunctions functions) {
        functions.close();
    }

    @Produces
    @Singleton
    LambdaClient lambda(RemoteSettings settings) {
        RemoteSettings.Lambda lambda = settings.lambda();
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
