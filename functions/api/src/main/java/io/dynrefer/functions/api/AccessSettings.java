package io.dynrefer.functions.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Who may ask, and how much: {@code dynrefer.access.*}. */
@ConfigMapping(prefix = "dynrefer.access")
public interface AccessSettings {
    /**
     * The file of tokens, one a line: a tenant's name and the SHA-256 of a token in hex ({@code ./dynrefer token acme}
     * makes both). Without it everybody may ask who reaches the server.
     */
    Optional<Path> tokens();

    /**
     * Whether a server that other machines reach may do without tokens, since something in front of it asks for them.
     */
    @WithDefault("false")
    boolean open();

    /** How much one tenant may ask for. */
    Limits limits();

    /** How much one tenant may ask for; what is too much is a 429 that says when to come again. */
    interface Limits {
        /** Requests a minute, of any kind; as many may come at once. */
        @WithDefault("600")
        int requests();

        /** Regions a minute; as many may come at once. */
        @WithDefault("6000")
        int regions();

        /** Bytes of bodies of the requests in work. */
        @WithDefault("268435456")
        long bytes();

        /** Jobs without an answer. */
        @WithDefault("500")
        int jobs();
    }
}
