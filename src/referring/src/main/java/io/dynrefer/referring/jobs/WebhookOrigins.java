package io.dynrefer.referring.jobs;

import io.dynrefer.region.DynReferException;
import java.net.URI;
import java.util.Set;

/**
 * The servers that may be told about jobs.
 *
 * @param allowed scheme, host and, unless it is the scheme's own, port, e.g. {@code https://hooks.example.com}
 */
public record WebhookOrigins(Set<String> allowed) {
    public WebhookOrigins {
        allowed = Set.copyOf(allowed);
    }

    /** Whether this address is at an allowed server. */
    public boolean allows(URI webhook) {
        return webhook.getUserInfo() == null && allowed.contains(origin(webhook));
    }

    /** Refuses a request whose webhook is elsewhere. */
    void check(UploadedRequest request) {
        request.listener().filter(webhook -> !allows(webhook)).ifPresent(webhook -> {
            throw DynReferException.invalid(
                    "webhook",
                    "Webhooks at " + origin(webhook) + " are not allowed here; whoever runs this service can allow"
                            + " an origin.");
        });
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
