package io.dynrefer.functions.api;

import io.dynrefer.functions.common.ImageSettings;
import io.dynrefer.functions.common.StoreSettings;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.s3.AwsClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Images in the buckets that {@code dynrefer.gateway.image-buckets} allows, named {@code s3://bucket/key}. */
@Singleton
public final class BucketImages {
    static final String SCHEME = "s3://";

    private static final Pattern NAME = Pattern.compile("s3://([^/]+)/(.+)");

    private final Set<String> allowed;
    private final long maxBytes;
    private final @Nullable S3Client client;

    BucketImages(GatewaySettings gateway, ImageSettings images, StoreSettings store) {
        this.allowed = gateway.imageBuckets().orElse(Set.of());
        this.maxBytes = images.maxBytes();
        this.client = allowed.isEmpty() ? null : client(store.s3());
    }

    private static S3Client client(StoreSettings.S3 settings) {
        return AwsClients.open(
                S3Client.builder().forcePathStyle(settings.addressesByPath()),
                settings.region().orElse(null),
                settings.endpoint().orElse(null),
                ApacheHttpClient.builder());
    }

    /** The image of this name; looks at its size before it reads it. */
    EncodedImage fetch(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw DynReferException.invalid(
                    "image", "An image in a bucket is named s3://bucket/key, not " + Quoted.of(name) + ".");
        }
        String bucket = parts.group(1);
        if (client == null || !allowed.contains(bucket)) {
            throw DynReferException.invalid(
                    "image", "Images are not taken from the bucket " + Quoted.of(bucket) + "; send the image.");
        }
        try {
            return fetch(client, bucket, parts.group(2));
        } catch (NoSuchKeyException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "image", "There is no object " + Quoted.of(name) + ".", e);
        } catch (SdkException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "image", Quoted.of(name) + " cannot be read; try again soon.", e);
        }
    }

    private EncodedImage fetch(S3Client s3, String bucket, String key) {
        long bytes = s3.headObject(request -> request.bucket(bucket).key(key)).contentLength();
        if (bytes > maxBytes) {
            throw new DynReferException(
                    ErrorCode.TOO_LARGE,
                    "image",
                    "The image has " + bytes + " bytes; at most " + maxBytes + " are taken.");
        }
        return new EncodedImage(
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }
}
