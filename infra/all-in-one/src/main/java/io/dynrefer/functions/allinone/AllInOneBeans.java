package io.dynrefer.functions.allinone;

import io.dynrefer.DynRefer;
import io.dynrefer.functions.api.NoIndex;
import io.dynrefer.functions.api.RegionSearch;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.referring.Gateway;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

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

    /** Opens the index at start, so that one that does not fit is told before anybody asks. */
    @Produces
    @Singleton
    @Startup
    RegionSearch search(AllInOneSettings settings, DynRefer system, ImageReader images) {
        Path folder = settings.index().orElse(null);
        return folder == null ? new NoIndex() : new IndexSearch(folder, system, images);
    }

    void close(@Disposes RegionSearch search) {
        search.close();
    }

    @Produces
    @Singleton
    @Startup
    Gateway gateway(DynRefer system, BlobStore store) {
        return system.gateway(store);
    }
}
