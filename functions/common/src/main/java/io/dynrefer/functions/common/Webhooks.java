package io.dynrefer.functions.common;

import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Posts a job's notice to the webhook of its request, if its origin is allowed. The host's addresses are looked up
 * once, and one that passed is the one that is connected to; a redirect is a failure, the answer's body is not read,
 * and all of it together ends in time. Where there is a secret, {@link #SIGNATURE} shows the receiver who sent it, and
 * when.
 */
@Singleton
public final class Webhooks implements JobNotifier {
    /**
     * The header {@code t=<seconds of the epoch>,v1=<HMAC-SHA256 of "seconds.body" in hex>}. A receiver computes the
     * same with the secret and refuses what is older than it likes.
     */
    public static final String SIGNATURE = "X-DynRefer-Signature";

    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FIRST_FAILURE = 300;

    private final NotifySettings settings;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "webhook-limit");
        thread.setDaemon(true);
        return thread;
    });

    public Webhooks(NotifySettings settings) {
        this.settings = settings;
        int millis = Math.toIntExact(settings.webhookTimeout().toMillis());
        this.http = HttpClients.custom()
                .setDnsResolver(host ->
                        settings.webhookPrivate() ? InetAddress.getAllByName(host) : PublicAddresses.resolve(host))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(millis)
                        .setSocketTimeout(millis)
                        .setConnectionRequestTimeout(millis)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("DynRefer")
                .build();
    }

    @Override
    public CompletionStage<Void> tell(JobNotifier.Notice notice, Optional<URI> webhook) {
        webhook.ifPresent(address -> {
            if (settings.origins().allows(address)) {
                post(notice, address);
            } else {
                LOG.warnf("The webhook of the job %s is not at an allowed origin; nobody is told", notice.job());
            }
        });
        return CompletableFuture.completedStage(null);
    }

    private void post(JobNotifier.Notice notice, URI address) {
        byte[] body = Json.write(notice);
        HttpPost request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        settings.webhookSecret().ifPresent(secret -> request.setHeader(SIGNATURE, signature(secret, body)));
        Future<?> limit =
                clock.schedule(request::abort, settings.webhookTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try (CloseableHttpResponse response = http.execute(request)) { // Closed unread: it may never end.
            int status = response.getStatusLine().getStatusCode();
            if (status >= FIRST_FAILURE) {
                throw failed(notice, "it answered " + status, null);
            }
        } catch (IOException e) {
            throw failed(notice, request.isAborted() ? "it took too long" : "it cannot be reached", e);
        } finally {
            limit.cancel(false);
        }
    }

    private static String signature(String secret, byte[] body) {
        long seconds = Instant.now().getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static DynReferException failed(JobNotifier.Notice notice, String why, @Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.NOT_READY,
                "webhook",
                "The webhook of the job " + notice.job() + " was not told: " + why + ".",
                cause);
    }

    @PreDestroy
    void close() throws IOException {
        clock.shutdownNow();
        http.close();
    }
}
