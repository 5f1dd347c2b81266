package io.dynrefer.functions.common;

import io.dynrefer.referring.jobs.WebhookOrigins;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who is told that a job has its answer, and where SNS is reached: {@code dynrefer.notify.*}. */
@ConfigMapping(prefix = "dynrefer.notify")
public interface NotifySettings extends ServiceSettings {
    /** The SNS topic that is told of every job, as ARN; none by default. */
    Optional<String> topic();

    /** The origins whose webhooks a request may name, e.g. {@code https://hooks.example.com}; none by default. */
    Optional<Set<String>> webhookOrigins();

    /** Whether webhooks may be at addresses of this machine and of private networks. */
    @WithDefault("false")
    boolean webhookPrivate();

    /** Signs what is sent to webhooks; without one, they are not signed. */
    Optional<String> webhookSecret();

    /** How long telling a webhook may take, from looking up its host to its answer's first line. */
    @WithDefault("10s")
    Duration webhookTimeout();

    /** The allowed origins. */
    default WebhookOrigins origins() {
        return new WebhookOrigins(webhookOrigins().orElse(Set.of()));
    }
}
