package io.dynrefer.functions.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** How much a gateway takes on: {@code dynrefer.gateway.*}. */
@ConfigMapping(prefix = "dynrefer.gateway")
public interface GatewaySettings {
    /** Most requests in work at once; more are answered with 503 and {@code Retry-After}. */
    @WithDefault("32")
    int maxInFlight();

    /** Threads that check requests and decode their images. */
    @WithDefault("4")
    int threads();

    /** Largest body of a request in bytes: room for the largest image as base64. */
    @WithDefault("50331648")
    long maxBodyBytes();

    /** The S3 buckets an image may be named in, as {@code s3://bucket/key}; none by default. */
    Optional<Set<String>> imageBuckets();
}
