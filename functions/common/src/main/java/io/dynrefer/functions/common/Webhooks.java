package io.dynrefer.functions.common;

import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Posts a job's notice to the webhook of its request, if its origin is allowed; follows no redirect. */
@Singleton
public final class Webhooks implements JobNotifier {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final int FIRST_FAILURE = 300;

    private final NotifySettings settings;
    private final HttpClient http;

    public Webhooks(NotifySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.webhookTimeout())
                .build();
    }

    @Override
    public void tell(JobNotifier.Notice notice, Optional<URI> webhook) {
        webhook.ifPresent(address -> {
            if (settings.origins().allows(address)) {
                post(notice, address);
            } else {
                LOG.warnf("The webhook of the job %s is not at an allowed origin; nobody is told", notice.job());
            }
        });
    }

    private void post(JobNotifier.Notice notice, URI address) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .timeout(settings.webhookTimeout())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(notice)))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= FIRST_FAILURE) {
                throw failed(notice, "it answered " + status, null);
            }
        } catch (IOException e) {
            throw failed(notice, "it cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(notice, "this process stops", e);
        }
    }

    private static DynReferException failed(JobNotifier.Notice notice, String why, @Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.NOT_READY,
                "webhook",
                "The webhook of the job " + notice.job() + " was not told: " + why + ".",
                cause);
    }
}
