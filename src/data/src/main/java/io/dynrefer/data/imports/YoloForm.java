package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * YOLO: beside each photo, or in {@code labels} where the photo is in {@code images}, a text file with a line for each
 * thing: the number of its class and its box (centre and size) or outline, as shares of the photo. The names of the
 * classes are in {@code data.yaml}, {@code classes.txt} or {@code obj.names}.
 */
final class YoloForm implements PhotoForm {
    private static final int BOX = 5; // class, x, y, width, height
    private static final int WITH_CONFIDENCE = 6;
    private static final int OUTLINE = 7; // class and three points

    @Override
    public String title() {
        return "YOLO";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        Optional<YoloNames> names = YoloNames.find(place);
        return names.map(known -> new LabelledSource(name, title(), leftOut -> read(place, known, leftOut)));
    }

    private static List<LabelledPhoto> read(Place place, YoloNames names, LeftOut leftOut) {
        Set<Path> used = new HashSet<>();
        List<LabelledPhoto> photos = new ArrayList<>();
        for (Path photo : place.photos()) {
            Path labels = labels(photo);
            List<Region> regions = new ArrayList<>();
            Optional<ImageSize> size = place.size(photo);
            if (used.add(labels) && Files.isRegularFile(labels) && size.isPresent()) {
                regions.addAll(regions(place, labels, size.get(), names, leftOut));
            }
            @Nullable
            Split split = names.split(place, photo).or(() -> place.split(photo)).orElse(null);
            photos.add(new LabelledPhoto(photo, place.name(photo), split, regions));
        }
        for (Path file : place.labels("txt")) {
            if (!used.contains(file) && place.name(file).contains("labels/")) {
                leftOut.add(Reason.LABELS_OF_NO_IMAGE, place.name(file));
            }
        }
        return photos;
    }

    /** Where the labels of a photo are: in the last folder {@code images} made {@code labels}, or beside it. */
    private static Path labels(Path photo) {
        String file = Place.stem(photo) + ".txt";
        String folder = photo.resolveSibling("").toString().replace('\\', '/') + "/";
        int images = folder.lastIndexOf("/images/");
        Path beside = photo.resolveSibling(file);
        if (images < 0 || Files.isRegularFile(beside)) {
            return beside;
        }
        return Path.of(folder.substring(0, images) + "/labels/" + folder.substring(images + "/images/".length()))
                .resolve(file);
    }

    private static List<Region> regions(Place place, Path labels, ImageSize size, YoloNames names, LeftOut leftOut) {
        List<Region> regions = new ArrayList<>();
        int number = 0;
        for (String line : TextLines.of(labels, place, leftOut)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String where = place.name(labels) + ":" + number;
            double[] numbers = numbers(line);
            if (numbers.length < BOX || numbers.length > WITH_CONFIDENCE && numbers.length % 2 == 0) {
                leftOut.add(Reason.LABELS_UNREADABLE, where + ": " + line);
                continue;
            }
            Optional<String> category = names.of((int) numbers[0]);
            if (category.isEmpty() || numbers[0] != (int) numbers[0]) {
                leftOut.add(
                        Reason.BOXES_OF_UNKNOWN_CATEGORY,
                        where + ": class " + line.strip().split("\\s+")[0]);
                continue;
            }
            regions.add(Region.of(box(numbers, size), category.get()));
        }
        return regions;
    }

    /** The numbers of a line; none if one of them is no finite number. */
    private static double[] numbers(String line) {
        String[] parts = line.strip().split("\\s+");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                return new double[0];
            }
            if (!Double.isFinite(numbers[i])) {
                return new double[0];
            }
        }
        return numbers;
    }

    private static Box box(double[] numbers, ImageSize size) {
        if (numbers.length >= OUTLINE) {
            return Boxes.around(numbers, 1, size.width(), size.height());
        }
        double width = Math.abs(numbers[3]) * size.width();
        double height = Math.abs(numbers[4]) * size.height();
        double left = numbers[1] * size.width() - width / 2;
        double top = numbers[2] * size.height() - height / 2;
        return new Box(left, top, left + width, top + height);
    }

    /** Names of classes, and lists of splits. */
    record YoloNames(Map<Integer, String> byNumber, Map<Split, Set<String>> lists) {
        static Optional<YoloNames> find(Place place) {
            return YoloNamesFile.find(place);
        }

        Optional<String> of(int number) {
            return Optional.ofNullable(byNumber.get(number));
        }

        /** The split whose list names the photo, or a folder it lies in. */
        Optional<Split> split(Place place, Path photo) {
            String name = place.name(photo);
            return lists.entrySet().stream()
                    .filter(list -> list.getValue().stream()
                            .anyMatch(listed -> name.equals(listed) || name.startsWith(listed + "/")))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }
}
