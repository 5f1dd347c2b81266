package io.dynrefer.functions.api;

import io.dynrefer.functions.common.ImageSettings;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Images of Label Studio's tasks: its own, by relative or whole address, or what {@link ImageSource} takes. */
@Singleton
final class LabelStudioImages {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final LabelStudioSettings settings;
    private final ImageSource images;
    private final long maxBytes;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build(); // follows no redirection

    LabelStudioImages(LabelStudioSettings settings, ImageSettings limits, ImageSource images) {
        this.settings = settings;
        this.images = images;
        this.maxBytes = limits.maxBytes();
    }

    EncodedImage named(String name) {
        URI own = settings.url().orElse(null);
        boolean relative = name.startsWith("/") && !name.startsWith("//");
        if (own != null && relative) {
            return fetch(own.resolve(name));
        }
        if (own != null && name.startsWith(own + "/")) {
            return fetch(URI.create(name));
        }
        if (relative) {
            throw DynReferException.invalid(
                    "image", "To fetch " + name + ", set dynrefer.label-studio.url and dynrefer.label-studio.token.");
        }
        return images.named(name);
    }

    private EncodedImage fetch(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        settings.token().ifPresent(token -> request.header("Authorization", "Token " + token));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(Math.toIntExact(maxBytes + 1));
                if (response.statusCode() != OK) {
                    throw new DynReferException(
                            ErrorCode.NOT_FOUND,
                            "image",
                            address + " answered " + response.statusCode() + ". Is dynrefer.label-studio.token right?");
                }
                return new EncodedImage(bytes); // The reader refuses what is too large.
            }
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "image", address + " cannot be read: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DynReferException(ErrorCode.NOT_READY, "image", "Interrupted while fetching " + address, e);
        }
    }
}
