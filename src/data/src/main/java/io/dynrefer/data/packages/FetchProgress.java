package io.dynrefer.data.packages;

/** Hears how far the fetching of a package has come. */
@FunctionalInterface
public interface FetchProgress {
    /** Hears nothing. */
    FetchProgress NONE = (source, bytes) -> {};

    /** {@code bytes} of {@link SourcePackage#bytes} have arrived; called a few times a second. */
    void report(SourcePackage source, long bytes);
}
