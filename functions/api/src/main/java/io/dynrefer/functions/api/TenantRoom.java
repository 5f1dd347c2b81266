package io.dynrefer.functions.api;

import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.jobs.Jobs;

/**
 * What a tenant finds: a system as if it were alone in it, over its own part of the store.
 *
 * @param starter hears of its jobs
 */
public record TenantRoom(
        Gateway gateway, Jobs jobs, Forgetting forgetting, KeptVocabularies vocabularies, JobStarter starter) {
    /** Makes the rooms of tenants. */
    @FunctionalInterface
    public interface Maker {
        /**
         * The room of a tenant, made once.
         *
         * @throws io.dynrefer.region.DynReferException where a server cannot keep tenants apart
         */
        TenantRoom of(String tenant);
    }
}
