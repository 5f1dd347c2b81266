package io.dynrefer.store.s3;

import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobKey;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where an {@link S3BlobStore} keeps its blobs and how long it waits.
 *
 * @param bucket the bucket, which must exist
 * @param prefix put before every key, e.g. {@code dynrefer/prod/}: empty, or folders that each end in a slash
 * @param region the bucket's region, e.g. {@code eu-central-1}; null: from the environment, as every AWS tool finds it
 * @param endpoint another server than Amazon's, e.g. {@code http://127.0.0.1:9000}; null: from the environment or
 *     Amazon's
 * @param addressing where the bucket's name goes in a URL
 * @param connectTimeout to open a connection
 * @param attemptTimeout for one try of one call, with its body
 * @param callTimeout for one call with all its retries; at least {@code attemptTimeout}
 * @param maxConnections calls in flight at once; at least 1
 */
public record S3StoreConfig(
        String bucket,
        String prefix,
        @Nullable String region,
        @Nullable URI endpoint,
        Addressing addressing,
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration callTimeout,
        int maxConnections) {
    /** Where the bucket's name goes in a URL. */
    public enum Addressing {
        /** {@code https://bucket.host/key}: Amazon. */
        VIRTUAL_HOST,
        /** {@code https://host/bucket/key}: most other servers. */
        PATH
    }

    public S3StoreConfig {
        require(!bucket.isBlank(), "bucket", "the name of a bucket", bucket);
        require(
                prefix.isEmpty() || prefix.endsWith("/") && BlobKey.isKey(prefix.substring(0, prefix.length() - 1)),
                "prefix",
                "empty, or folders of letters, digits and . _ - that end in a slash, e.g. dynrefer/",
                prefix);
        require(isPositive(connectTimeout), "connect_timeout", "positive", connectTimeout);
        require(isPositive(attemptTimeout), "attempt_timeout", "positive", attemptTimeout);
        require(callTimeout.compareTo(attemptTimeout) >= 0, "call_timeout", "at least attempt_timeout", callTimeout);
        require(maxConnections >= 1, "max_connections", "at least 1", maxConnections);
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static void require(boolean condition, String name, String range, Object value) {
        if (!condition) {
            throw DynReferException.invalid(
                    "store.s3." + name, "store.s3." + name + " must be " + range + ", not '" + value + "'.");
        }
    }

    /** The defaults for a bucket on Amazon. */
    public static S3StoreConfig ofBucket(String bucket) {
        return new S3StoreConfig(
                bucket,
                "",
                null,
                null,
                Addressing.VIRTUAL_HOST,
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                Duration.ofSeconds(45),
                64);
    }

    /** The same with another prefix. */
    public S3StoreConfig withPrefix(String otherPrefix) {
        return new S3StoreConfig(
                bucket,
                otherPrefix,
                region,
                endpoint,
                addressing,
                connectTimeout,
                attemptTimeout,
                callTimeout,
                maxConnections);
    }

    /** The same in another region. */
    public S3StoreConfig withRegion(String otherRegion) {
        return new S3StoreConfig(
                bucket,
                prefix,
                otherRegion,
                endpoint,
                addressing,
                connectTimeout,
                attemptTimeout,
                callTimeout,
                maxConnections);
    }

    /** The same on another server than Amazon's, with path-style addressing. */
    public S3StoreConfig withEndpoint(URI otherEndpoint) {
        return new S3StoreConfig(
                bucket,
                prefix,
                region,
                otherEndpoint,
                Addressing.PATH,
                connectTimeout,
                attemptTimeout,
                callTimeout,
                maxConnections);
    }
}
