package io.dynrefer.data.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Walks the files of a package's archive once, in its order. */
final class ArchiveReader {
    private static final String DEBIAN_CONTENT = "data.tar";

    private ArchiveReader() {}

    /** Is given each regular file; the stream ends with the file and stays the reader's to close. */
    @FunctionalInterface
    interface Visitor {
        void file(String path, InputStream content) throws IOException;
    }

    static void walk(Path archive, PackageKind kind, Visitor visitor) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive))) {
            switch (kind) {
                case DEBIAN -> walkDebian(bytes, visitor);
                case NPM -> walkTar(new GzipCompressorInputStream(bytes), visitor);
                case PYTHON -> walkZip(bytes, visitor);
            }
        }
    }

    private static void walkZip(InputStream bytes, Visitor visitor) throws IOException {
        ZipInputStream zip = new ZipInputStream(bytes);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                visitor.file(entry.getName(), zip);
            }
        }
    }

    private static void walkDebian(InputStream bytes, Visitor visitor) throws IOException {
        ArArchiveInputStream members = new ArArchiveInputStream(bytes);
        for (ArArchiveEntry member = members.getNextEntry(); member != null; member = members.getNextEntry()) {
            String name = member.getName();
            if (name.startsWith(DEBIAN_CONTENT)) {
                walkTar(decompressed(name, members), visitor);
                return;
            }
        }
        throw new IOException("the Debian package has no " + DEBIAN_CONTENT);
    }

    private static InputStream decompressed(String name, InputStream content) throws IOException {
        if (name.endsWith(".xz")) {
            return new XZCompressorInputStream(content);
        }
        if (name.endsWith(".gz")) {
            return new GzipCompressorInputStream(content);
        }
        throw new IOException("the Debian package's " + name + " is compressed in a way that is not read here");
    }

    private static void walkTar(InputStream content, Visitor visitor) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(content);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()) {
                String name = entry.getName();
                visitor.file(name.startsWith("./") ? name.substring(2) : name, tar);
            }
        }
    }
}
