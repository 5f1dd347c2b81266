package io.dynrefer.data.packages;

import io.dynrefer.region.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** SHA-256 of files. */
final class Checksums {
    private Checksums() {}

    static String of(Path file) {
        MessageDigest digest = Sha256.start();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return Sha256.hex(digest);
    }
}
