package io.dynrefer.functions.api;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.store.BlobStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What every gateway has. */
@Singleton
final class ApiBeans {
    @Produces
    @Singleton
    Jobs jobs(BlobStore store, Gateway gateway, NotifySettings notify) {
        return new Jobs(store, gateway.reception(), notify.origins());
    }

    /** Servers that have an index bring their own. */
    @Produces
    @Singleton
    @DefaultBean
    RegionSearch search() {
        return new NoIndex();
    }

    @Produces
    @Singleton
    KeptVocabularies vocabularies(BlobStore store, Gateway gateway) {
        return new KeptVocabularies(store, gateway.reception());
    }

    @Produces
    @Singleton
    Forgetting forgetting(BlobStore store) {
        return new Forgetting(store);
    }
}
