package io.dynrefer.functions.allinone;

import io.dynrefer.DynRefer;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.referring.Gateway;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the model at start and puts the API in front of it. */
@Singleton
final class AllInOneBeans {
    @Produces
    @Singleton
    DynRefer system(AllInOneSettings settings, ImageReader images, LimitSettings limits) {
        return DynRefer.builder(settings.weights())
                .threads(settings.local().threads())
                .batches(settings.local().batches())
                .images(images)
                .limits(limits.asLimits())
                .open();
    }

    void close(@Disposes DynRefer system) {
        system.close();
    }

    @Produces
    @Singleton
    @Startup
    Gateway gateway(DynRefer system, BlobStore store) {
        return system.gateway(store);
    }
}
