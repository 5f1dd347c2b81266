package io.dynrefer.functions.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready when every worker is taken and none comes free: a request sent now would not be answered. */
@Readiness
@Singleton
final class WorkGoesOn implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admission admission;

    WorkGoesOn(Admission admission) {
        this.admission = admission;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("work")
                .status(!admission.isStuck(PATIENCE))
                .build();
    }
}
