package io.dynrefer.data.packages;

/** The kind of a package: which client fetches it and how its archive is packed. */
public enum PackageKind {
    /** A {@code .deb}: an ar archive with a compressed tar archive in it. */
    DEBIAN("deb"),
    /** A {@code .tgz}: a gzipped tar archive. */
    NPM("tgz"),
    /** A {@code .whl}: a zip archive. */
    PYTHON("whl");

    private final String extension;

    PackageKind(String extension) {
        this.extension = extension;
    }

    /** The ending of the archive's file name. */
    public String extension() {
        return extension;
    }
}
