package io.dynrefer.functions.api;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.store.BlobStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The jobs of this gateway's store. */
@Singleton
final class JobsProducer {
    @Produces
    @Singleton
    Jobs jobs(BlobStore store, Gateway gateway, NotifySettings notify) {
        return new Jobs(store, gateway, notify.origins());
    }
}
