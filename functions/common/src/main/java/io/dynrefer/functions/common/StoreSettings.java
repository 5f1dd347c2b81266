package io.dynrefer.functions.common;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the functions meet: {@code dynrefer.store.*}. All functions of one system are given the same store. */
@ConfigMapping(prefix = "dynrefer.store")
public interface StoreSettings {
    /** Which backend keeps the blobs. {@code memory} forgets them with the process and serves one process alone. */
    @WithDefault("directory")
    Kind kind();

    /** The folder of the directory store; it is created if it is missing. */
    @WithDefault(".dynrefer/store")
    Path directory();

    /**
     * Most bytes in the directory store; beyond them, what was not used for longest is removed. 0: any number. A bucket
     * has lifecycle rules for that.
     */
    @WithDefault("5000000000")
    long maxBytes();

    /** The bucket of the S3 store. */
    S3 s3();

    /** The backends. */
    enum Kind {
        DIRECTORY,
        S3,
        MEMORY
    }

    /** An S3 bucket, or one of another server that speaks S3. */
    interface S3 extends ServiceSettings {
        /** The bucket; required by the kind {@code s3}. */
        Optional<String> bucket();

        /** Put before every key, e.g. {@code dynrefer/prod/}; none by default. */
        Optional<String> prefix();

        /**
         * Whether the bucket's name goes into the path of a URL and not into its host; by default so on servers other
         * than AWS.
         */
        Optional<Boolean> pathStyle();

        /** {@link #pathStyle} with its default. */
        default boolean addressesByPath() {
            return pathStyle().orElse(endpoint().isPresent());
        }
    }
}
