package io.dynrefer.functions.gateway;

import io.dynrefer.functions.api.JobStarter;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.functions.common.ModelCards;
import io.dynrefer.referring.Functions;
import io.dynrefer.referring.Gateway;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.ImageReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the gateway together from its settings, at start. */
@Singleton
final class GatewayAssembly {
    @Produces
    @Singleton
    @Startup
    Gateway gateway(
            BlobStore store, Functions functions, RemoteSettings remote, ImageReader images, LimitSettings limits) {
        return new Gateway(store, functions, ModelCards.read(remote.modelCard()), images, limits.asLimits());
    }

    /** The bucket tells the function {@code uploads} of every upload. */
    @Produces
    @Singleton
    JobStarter jobs() {
        return job -> {};
    }
}
