package io.dynrefer.functions.gateway;

import io.dynrefer.region.Task;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the functions are: {@code dynrefer.*}. */
@ConfigMapping(prefix = "dynrefer")
public interface RemoteSettings {
    /** The model card ({@code model.json}) of the weights that the functions run. */
    Path modelCard();

    /** The encode service. */
    Encode encode();

    /** How Lambda is reached. */
    Lambda lambda();

    /** The names of the Lambda functions. */
    Names functions();

    /** The encode service. */
    interface Encode {
        /** Its address, e.g. {@code http://localhost:8081}. */
        URI url();

        /** How long one call may take, waiting for the model included. */
        @WithDefault("60s")
        Duration timeout();

        /** How often a call is tried while the service says that a retry helps. */
        @WithDefault("3")
        int attempts();
    }

    /** How Lambda is reached. Credentials come from AWS's default chain. */
    interface Lambda {
        /** Address of a server other than AWS. */
        Optional<URI> endpoint();

        /** The functions' region; by default AWS's own default chain. */
        Optional<String> region();

        /** How long one call may take, all its attempts together. */
        @WithDefault("60s")
        Duration timeout();

        /** How often a call is tried. */
        @WithDefault("3")
        int attempts();

        /** Most calls at once. */
        @WithDefault("64")
        int connections();
    }

    /** The names of the Lambda functions, as name, {@code name:alias} or ARN. */
    interface Names {
        @WithDefault("dynrefer-views")
        String views();

        @WithDefault("dynrefer-tags")
        String tags();

        @WithDefault("dynrefer-category")
        String category();

        @WithDefault("dynrefer-attributes")
        String attributes();

        @WithDefault("dynrefer-caption")
        String caption();

        /** The function that answers a task. */
        default String of(Task task) {
            return switch (task) {
                case TAGS -> tags();
                case CATEGORY -> category();
                case ATTRIBUTES -> attributes();
                case CAPTION -> caption();
            };
        }
    }
}
