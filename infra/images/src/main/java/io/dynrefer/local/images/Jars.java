package io.dynrefer.local.images;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Jars and the native libraries in them. */
final class Jars {
    private static final Pattern LIBRARY = Pattern.compile(".*\\.(so|dylib|dll|jnilib)(\\.\\d+)*");

    private Jars() {}

    /** Whether a file of this name is a native library, of whatever system. */
    static boolean isLibrary(String name) {
        return LIBRARY.matcher(name).matches();
    }

    /** The paths of what is in a jar. */
    static List<String> entries(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = open(jar)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    /** Copies those files of a jar into a folder, without their paths. */
    static void extract(Path jar, Predicate<String> which, Path folder) throws IOException {
        try (ZipInputStream entries = open(jar)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (which.test(entry.getName())) {
                    Path file = folder.resolve(
                            entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                    Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Copies those files of a jar, or of any zip, into a new jar. */
    static void copy(Path jar, Predicate<String> which, Path copy) throws IOException {
        try (ZipInputStream entries = open(jar);
                ZipOutputStream kept = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (which.test(entry.getName())) {
                    ZipEntry same = new ZipEntry(entry.getName());
                    same.setTime(entry.getTime());
                    kept.putNextEntry(same);
                    entries.transferTo(kept);
                }
            }
        }
    }

    /** Unpacks a whole zip into a new folder. */
    static void unpack(Path zip, Path folder) throws IOException {
        Path root = Files.createDirectories(folder).toAbsolutePath().normalize();
        try (ZipInputStream entries = open(zip)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = root.resolve(entry.getName()).normalize();
                if (!file.startsWith(root)) {
                    throw new IOException("the entry '" + entry.getName() + "' leads out of the zip");
                }
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(entries, file);
                }
            }
        }
    }

    private static ZipInputStream open(Path jar) throws IOException {
        return new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)));
    }
}
