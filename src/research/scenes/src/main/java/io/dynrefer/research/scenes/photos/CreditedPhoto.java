package io.dynrefer.research.scenes.photos;

/**
 * Where a photo's file lies, who took the photo and under which licence it may be used.
 *
 * @param id of the annotated image
 * @param fileName a short name, e.g. {@code erase/alpaca.webp}
 * @param packageName the package that holds it, e.g. {@code gcompris-qt-data}
 * @param archive the package's {@link RccArchive} that holds it; empty where the package holds it directly
 * @param path its path in the archive or the package
 * @param sha256 of the file, lower-case hex
 * @param licence an SPDX identifier, or {@code public domain}
 * @param author who took it
 * @param source the page it was published on
 * @param changes what the package's makers changed; empty if nothing or not said
 */
record CreditedPhoto(
        long id,
        String fileName,
        String packageName,
        String archive,
        String path,
        String sha256,
        String licence,
        String author,
        String source,
        String changes) {
    /** The credit line: name, author, licence, page, changes. */
    public String credit() {
        String line = fileName + ": " + author + ", " + licence + ", " + source;
        return changes.isEmpty() ? line : line + " (" + changes + ")";
    }
}
