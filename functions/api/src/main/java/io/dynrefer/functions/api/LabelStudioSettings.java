package io.dynrefer.functions.api;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** The Label Studio whose tasks are predicted: {@code dynrefer.label-studio.*}. */
@ConfigMapping(prefix = "dynrefer.label-studio")
public interface LabelStudioSettings {
    /**
     * Its address, e.g. {@code http://localhost:8081}: images of its tasks are fetched from there, and nowhere else.
     */
    Optional<URI> url();

    /** An access token of one of its users, which the images lie behind. */
    Optional<String> token();
}
