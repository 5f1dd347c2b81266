package io.dynrefer.evaluation.meteor;

import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The published METEOR 1.5 with its paraphrase table for English: files of a package that is fetched ({@code dynrefer
 * data fetch pycocoevalcap}), as their licence is not this project's.
 *
 * @param program the program, {@code meteor-1.5.jar}
 * @param paraphrases its table, {@code paraphrase-en.gz}
 */
public record MeteorPackage(Path program, Path paraphrases) {
    /** The package's name in the catalogue. */
    public static final String NAME = "pycocoevalcap";

    /** The package in a cache; {@link io.dynrefer.region.ErrorCode#NOT_FOUND} says how to fetch it. */
    public static MeteorPackage of(PackageCache cache) {
        return of(cache.open(NAME));
    }

    /** The package if it was fetched. */
    public static Optional<MeteorPackage> fetched(PackageCache cache) {
        return cache.openFetched(NAME).map(MeteorPackage::of);
    }

    private static MeteorPackage of(PackageFiles files) {
        return new MeteorPackage(
                files.path("pycocoevalcap/meteor/meteor-1.5.jar"),
                files.path("pycocoevalcap/meteor/data/paraphrase-en.gz"));
    }
}
