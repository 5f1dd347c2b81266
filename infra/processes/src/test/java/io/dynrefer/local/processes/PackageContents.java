package io.dynrefer.local.processes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Lists what is in a package: the entries of a zip or of all jars in a folder, and of the jars inside. */
final class PackageContents {
    private PackageContents() {}

    static List<String> of(Path packaged) throws IOException {
        List<String> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(packaged)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (isArchive(file.toString())) {
                    try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
                        list(content, entries);
                    }
                }
            }
        }
        return entries;
    }

    private static void list(InputStream content, List<String> entries) throws IOException {
        ZipInputStream zip = new ZipInputStream(content);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries.add(entry.getName());
            if (isArchive(entry.getName())) {
                list(zip, entries);
            }
        }
    }

    private static boolean isArchive(String name) {
        return name.endsWith(".jar") || name.endsWith(".zip");
    }
}
