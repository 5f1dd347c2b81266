package io.dynrefer.functions.gateway;

import io.dynrefer.functions.api.JobStarter;
import io.dynrefer.functions.aws.LambdaCalls;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.functions.common.ModelCards;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Reception;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
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
            BlobStore store, LambdaCalls lambda, RemoteSettings remote, ImageReader images, LimitSettings limits) {
        Reception reception =
                new Reception(Artefacts.in(store), ModelCards.read(remote.modelCard()), new Images(images), limits.asLimits());
        return new Gateway(reception, lambda, new EncodeClient(remote.encode()), lambda);
    }

    /** The bucket tells the function {@code uploads} of every upload. */
    @Produces
    @Singleton
    JobStarter jobs() {
        return job -> {};
    }
}
