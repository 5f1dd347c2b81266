package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where somebody keeps labelled photos: a folder with all that is below it, or one file of labels with the folder it
 * lies in.
 */
final class Place {
    private static final int MOST_FILES = 2_000_000;
    private static final Set<String> PHOTOS =
            Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "jpe", "jfif");

    private final Path given;
    private final Path root;
    private final List<Path> files; // sorted
    private final Map<String, List<Path>> byName = new HashMap<>(); // photos by the last part of their path
    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);

    /** Lists what is below a place; more than two million files are refused. */
    Place(Path given) {
        this.given = given;
        boolean folder = Files.isDirectory(given);
        if (!folder && !Files.isRegularFile(given)) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "--data", "There is no folder or file " + given + ".");
        }
        Path parent = given.toAbsolutePath().getParent();
        this.root = folder || parent == null ? given : parent;
        this.files = files(root);
        photos().forEach(photo ->
                byName.computeIfAbsent(last(photo), key -> new ArrayList<>()).add(photo));
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !hidden(root, file))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw DynReferException.invalid(
                        "--data", root + " holds more than " + MOST_FILES + " files; name the folder of the data.");
            }
            return files;
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "--data", root + " cannot be read: " + e + ".", e);
        }
    }

    private static boolean hidden(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    /** What was named. */
    Path given() {
        return given;
    }

    /** The folder. */
    Path root() {
        return root;
    }

    /** Files of labels with this ending: the one that was named, or all below the folder. */
    List<Path> labels(String ending) {
        return Files.isRegularFile(given)
                ? Stream.of(given).filter(file -> ending(file).equals(ending)).toList()
                : files.stream().filter(file -> ending(file).equals(ending)).toList();
    }

    /** The photos below the folder. */
    List<Path> photos() {
        return files.stream().filter(file -> PHOTOS.contains(ending(file))).toList();
    }

    /** The path below the folder, with forward slashes. */
    String name(Path file) {
        return root.toAbsolutePath()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    /**
     * The photo that a file of labels means: at this path below the folder of the labels or of the place, else the only
     * one (or the one that shares the most folders) whose path ends like it; where it would lie if there is none.
     */
    Path photo(Path labels, String path) {
        String wanted = path.replace('\\', '/');
        for (Path base : List.of(labels.resolveSibling(""), root)) {
            Path there = base.resolve(relative(wanted)).normalize();
            if (there.startsWith(root) && Files.isRegularFile(there)) {
                return there;
            }
        }
        String name = wanted.substring(wanted.lastIndexOf('/') + 1);
        return byName.getOrDefault(name, List.of()).stream()
                .reduce((one, other) -> shared(other, labels, wanted) > shared(one, labels, wanted) ? other : one)
                .orElseGet(() -> labels.resolveSibling(name.isEmpty() ? "nameless" : name));
    }

    private static String relative(String path) {
        String text = path;
        while (text.startsWith("/")) {
            text = text.substring(1);
        }
        return text.isEmpty() ? "nameless" : text;
    }

    /** How well a photo suits a path: the parts that both end with, then the folders shared with the labels. */
    private static int shared(Path photo, Path labels, String wanted) {
        String[] there = photo.toString().replace('\\', '/').split("/");
        String[] asked = wanted.split("/");
        int same = 0;
        while (same < Math.min(there.length, asked.length)
                && there[there.length - 1 - same].equals(asked[asked.length - 1 - same])) {
            same++;
        }
        int together = 0;
        for (Path part : labels.toAbsolutePath()) {
            together += photo.toAbsolutePath().toString().contains("/" + part + "/") ? 1 : 0;
        }
        return same * MOST_FILES + together;
    }

    /** The upright size of a photo; empty where it is missing or cannot be read, which the import says later. */
    Optional<ImageSize> size(Path photo) {
        try {
            return Optional.of(reader.header(Files.readAllBytes(photo)).size());
        } catch (IOException | DynReferException e) {
            return Optional.empty();
        }
    }

    /** The split that a folder on the way to a file names: {@code train}, {@code valid}, {@code val2017}, … */
    Optional<Split> split(Path file) {
        for (Path part : root.toAbsolutePath().relativize(file.toAbsolutePath())) {
            Optional<Split> split = splitNamed(part.toString());
            if (split.isPresent()) {
                return split;
            }
        }
        return Optional.empty();
    }

    /** The split of a usual name. */
    static Optional<Split> splitNamed(String name) {
        String lower =
                name.toLowerCase(Locale.ROOT).replaceAll("\\.[a-z]+$", "").replaceAll("(19|20)\\d\\d$", "");
        return switch (lower) {
            case "train", "training", "trainval" -> Optional.of(Split.TRAIN);
            case "val", "valid", "validation", "dev" -> Optional.of(Split.VAL);
            case "test", "testing", "testa", "testb" -> Optional.of(Split.TEST);
            default -> Optional.empty();
        };
    }

    /** A class's name as words: underscores are spaces. */
    static String words(String label) {
        return label.replace('_', ' ').strip().replaceAll("\\s+", " ");
    }

    static String last(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The ending in lower case, without the dot. */
    static String ending(Path file) {
        String name = last(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The last part of the path without its ending. */
    static String stem(Path file) {
        String name = last(file);
        return name.lastIndexOf('.') < 1 ? name : name.substring(0, name.lastIndexOf('.'));
    }
}
