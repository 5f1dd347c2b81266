package io.dynrefer.cli;

import io.dynrefer.cli.batch.Photo;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.WireRegion;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.RegionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The photos on the command line: files, folders, globs, and COCO files, which bring their regions along. */
final class PhotoOptions {
    private static final String FIELD = "<photo>";
    /** Stands for the bytes of a photo that a request is only asked for its regions. */
    static final EncodedImage NO_IMAGE = new EncodedImage(new byte[0]);

    private static final WireRequest WHOLE = WireRequest.about(
            List.of(WireRegion.of(new RegionSpec(List.of(0.0, 0.0, 1.0, 1.0), "normalized", null, null, null))),
            null,
            null);

    private static final Pattern IMAGE = Pattern.compile(".*\\.(jpe?g|png|webp|gif|bmp)");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    @Parameters(
            arity = "1..*",
            paramLabel = FIELD,
            description = "JPEG, PNG, WebP, GIF or BMP files; folders of them; globs such as 'photos/**/*.jpg'; or COCO"
                    + " files (.json) with images and annotations.")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--images",
            paramLabel = "<folder>",
            description = "Where the images of a COCO file lie; beside it unless given.")
    private @Nullable Path images;

    /** The photo, if it is one file. */
    Optional<Path> alone() {
        String place = places.get(0);
        return places.size() > 1 || isCoco(place) || Files.isDirectory(Path.of(place)) || isGlob(place)
                ? Optional.empty()
                : Optional.of(Path.of(place));
    }

    private static boolean isCoco(String place) {
        return place.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static boolean isGlob(String place) {
        return WILDCARD.matcher(place).find() && !Files.exists(Path.of(place));
    }

    /**
     * Every photo with its question, in the order of the command line; within a folder by name.
     *
     * @param question completes a request about regions
     */
    List<Photo> photos(RegionOptions regions, Function<WireRequest, WireRequest> question) {
        Map<String, Photo> photos = new LinkedHashMap<>();
        boolean onlyCoco = places.stream().allMatch(PhotoOptions::isCoco);
        if (onlyCoco && regions.given()) {
            throw DynReferException.invalid("--regions", "A COCO file brings its regions along; leave out the others.");
        }
        Function<Path, Optional<WireRequest>> pointed = onlyCoco ? photo -> Optional.empty() : regions.inEach();
        for (String place : places) {
            List<Photo> found = isCoco(place) ? ofCoco(Path.of(place)) : ofFiles(place, pointed);
            for (Photo photo : found) {
                add(photos, new Photo(photo.name(), photo.origin(), photo.file(), question.apply(photo.request())));
            }
        }
        if (photos.isEmpty()) {
            throw DynReferException.invalid(FIELD, "None of the photos has a region to ask about.");
        }
        return List.copyOf(photos.values());
    }

    /** What is given on the command line. */
    List<String> places() {
        return places;
    }

    /** The photos of one place, each with its regions; the whole photo is the region of one that brings none along. */
    List<Photo> photos(String place) {
        return isCoco(place) ? ofCoco(Path.of(place)) : ofFiles(place, photo -> Optional.of(WHOLE));
    }

    private static void add(Map<String, Photo> photos, Photo photo) {
        Photo other = photos.putIfAbsent(photo.name(), photo);
        if (other != null && !other.equals(photo)) {
            throw DynReferException.invalid(
                    FIELD,
                    "Two photos would be called '" + photo.name() + "' in the answers. Ask one after the other.");
        }
    }

    private List<Photo> ofCoco(Path path) {
        RegionFile file = RegionFile.read(FIELD, path);
        if (!file.listsImages()) {
            throw DynReferException.invalid(FIELD, path + " is no COCO file: it has no list \"images\".");
        }
        Path folder = images == null ? path.toAbsolutePath().getParent() : images;
        return file.pictures().stream()
                .flatMap(picture -> file.of(picture).stream()
                        .map(request -> new Photo(
                                picture.fileName(),
                                file.entry(picture),
                                place(folder, picture.fileName().replace('\\', '/')),
                                request)))
                .toList();
    }

    private static Path place(@Nullable Path folder, String fileName) {
        return folder == null ? Path.of(fileName) : folder.resolve(fileName);
    }

    private List<Photo> ofFiles(String place, Function<Path, Optional<WireRequest>> regions) {
        Path path = Path.of(place);
        List<Path> files;
        Path below = Path.of("");
        if (Files.isDirectory(path)) {
            files = inside(
                    path,
                    file -> IMAGE.matcher(file.toString().toLowerCase(Locale.ROOT))
                            .matches());
            below = places.size() == 1 ? path : below;
        } else if (isGlob(place)) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + place);
            files = inside(fixedPart(place), matcher::matches);
        } else {
            files = List.of(path);
        }
        List<Photo> photos = new ArrayList<>();
        for (Path file : files) {
            String name = file.startsWith(below) ? below.relativize(file).toString() : file.toString();
            regions.apply(file).ifPresent(request -> photos.add(new Photo(name, null, file, request)));
        }
        return photos;
    }

    /** The folder in front of a glob's first wildcard. */
    private static Path fixedPart(String glob) {
        int wildcard =
                WILDCARD.matcher(glob).results().findFirst().orElseThrow().start();
        int slash = glob.lastIndexOf('/', wildcard);
        return Path.of(slash < 0 ? "" : glob.substring(0, Math.max(1, slash)));
    }

    private static List<Path> inside(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found =
                    files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
            if (found.isEmpty()) {
                throw new DynReferException(ErrorCode.NOT_FOUND, FIELD, "There is no photo in " + folder + ".");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, FIELD, folder + " cannot be read: " + e + ".", e);
        }
    }
}
