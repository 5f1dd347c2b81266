package io.dynrefer.functions.encode;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the weights are loaded and a pass gave the right numbers; dead when they cannot be, or no longer do. */
final class EncodeHealth {
    private EncodeHealth() {}

    @Readiness
    @Singleton
    static final class WeightsLoaded implements HealthCheck {
        private final Encoder encoder;

        WeightsLoaded(Encoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("weights")
                    .status(encoder.state() == Encoder.State.READY)
                    .withData("state", encoder.state().name())
                    .build();
        }
    }

    @Liveness
    @Singleton
    static final class WeightsLoadable implements HealthCheck {
        private final Encoder encoder;

        WeightsLoadable(Encoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("weights")
                    .status(encoder.state() == Encoder.State.LOADING || encoder.state() == Encoder.State.READY)
                    .build();
        }
    }

    /** No new requests while the service stops. */
    @Readiness
    @Singleton
    static final class Accepting implements HealthCheck {
        private final QueueConsumer consumer;

        Accepting(QueueConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("queue")
                    .status(consumer.state() != QueueConsumer.State.STOPPING)
                    .withData("state", consumer.state().name())
                    .build();
        }
    }

    @Liveness
    @Singleton
    static final class Consuming implements HealthCheck {
        private final QueueConsumer consumer;

        Consuming(QueueConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("queue")
                    .status(consumer.state() != QueueConsumer.State.ENDED)
                    .build();
        }
    }
}
