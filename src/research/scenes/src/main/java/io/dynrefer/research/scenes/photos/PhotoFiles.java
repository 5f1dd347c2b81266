package io.dynrefer.research.scenes.photos;

import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageFiles;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import java.util.HashMap;
import java.util.Map;

/** The encoded photos in their packages. Keeps the archives it has opened. Not thread-safe. */
final class PhotoFiles {
    private final PackageCache cache;
    private final Map<String, PackageFiles> packages = new HashMap<>(); // by name
    private final Map<String, RccArchive> archives = new HashMap<>(); // by package and path

    PhotoFiles(PackageCache cache) {
        this.cache = cache;
    }

    /**
     * The bytes of a photo's file.
     *
     * @throws DynReferException {@link ErrorCode#NOT_FOUND} if its package was not fetched or has no such file;
     *     {@link ErrorCode#INVALID_REQUEST} if it is another file than the annotated one
     */
    byte[] read(CreditedPhoto source) {
        PackageFiles files = packages.computeIfAbsent(source.packageName(), cache::open);
        byte[] bytes = source.archive().isEmpty()
                ? files.read(source.path())
                : archive(files, source.archive()).read(source.path());
        requireSame(bytes, source);
        return bytes;
    }

    private RccArchive archive(PackageFiles files, String path) {
        String place = files.source().name() + ": " + path;
        return archives.computeIfAbsent(place, key -> RccArchive.parse(files.read(path), place));
    }

    private static void requireSame(byte[] bytes, CreditedPhoto source) {
        String checksum = ImageDigest.of(bytes).hex();
        if (!checksum.equals(source.sha256())) {
            throw DynReferException.invalid(
                    "package",
                    source.fileName() + " in " + source.packageName() + " has the SHA-256 " + checksum
                            + ", but the photo that was annotated has " + source.sha256()
                            + ". Fetch the package's version in the catalogue: dynrefer data fetch "
                            + source.packageName() + ".");
        }
    }
}
