package io.dynrefer.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command knows about the machine it runs on.
 *
 * @param home where downloaded or generated weights and the default store live
 * @param repository the checkout this command was started from; null when it was not started by the launcher script
 * @param terminal whether messages go to a terminal, where a line can be drawn over
 */
public record Surroundings(Path home, @Nullable Path repository, boolean terminal) {
    /** Environment variable that moves {@link #home}. */
    public static final String HOME_VARIABLE = "DYNREFER_HOME";

    /** System property in which the launcher script passes {@link #repository}. */
    public static final String REPOSITORY_PROPERTY = "dynrefer.repository";

    /** System property in which the launcher script passes {@link #terminal}. */
    public static final String TERMINAL_PROPERTY = "dynrefer.terminal";

    /** {@code DYNREFER_HOME}, or {@code ~/.cache/dynrefer}. */
    public static Surroundings ofProcess() {
        String home = System.getenv(HOME_VARIABLE);
        String repository = System.getProperty(REPOSITORY_PROPERTY);
        return new Surroundings(
                home == null || home.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache", "dynrefer")
                        : Path.of(home).toAbsolutePath(),
                repository == null ? null : Path.of(repository),
                Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** The object store used unless the caller names another. */
    public Path store() {
        return home.resolve("store");
    }

    /** Where fetched packages are kept unless the caller names another folder. */
    public Path packages() {
        return home.resolve("packages");
    }

    /** Where seeded weights are kept, e.g. {@code weights/tiny-seed0}. */
    public Path weights(String preset, long seed) {
        return home.resolve("weights").resolve(preset + "-seed" + seed);
    }
}
