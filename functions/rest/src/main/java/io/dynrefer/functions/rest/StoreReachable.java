package io.dynrefer.functions.rest;

import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobStore;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the store can be read and written. */
@Readiness
@Singleton
public final class StoreReachable implements HealthCheck {
    private final BlobStore store;

    StoreReachable(BlobStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.checkReachable();
            return HealthCheckResponse.named("store").up().build();
        } catch (DynReferException e) {
            return HealthCheckResponse.named("store")
                    .down()
                    .withData("problem", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
