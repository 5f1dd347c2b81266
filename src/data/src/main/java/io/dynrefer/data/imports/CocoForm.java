package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * COCO's instances and what other tools write in that form, LVIS among them: one file or several, whose names or
 * folders say the split.
 */
final class CocoForm implements PhotoForm {
    @Override
    public String title() {
        return "COCO or LVIS";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        List<Path> files = place.labels("json").stream()
                .filter(file -> JsonHead.of(file).isObjectWith("images", "annotations", "categories"))
                .toList();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelledSource(name, title(), leftOut -> read(place, files, leftOut)));
    }

    private static List<LabelledPhoto> read(Place place, List<Path> files, LeftOut leftOut) {
        List<LabelledPhoto> photos = new ArrayList<>();
        for (Path file : files) {
            try (CocoFile coco = CocoFile.open(file)) {
                Map<Long, String> names = new HashMap<>();
                coco.list("categories")
                        .forEach(category -> names.put(category.id("id"), Place.words(category.text("name"))));
                @Nullable Split split = split(place, file);
                coco.images().forEach(image -> photos.add(photo(place, file, image, split, names, leftOut)));
                for (int i = 0; i < coco.orphans(); i++) {
                    leftOut.add(Reason.LABELS_OF_NO_IMAGE, place.name(file) + ": its image is not in \"images\"");
                }
            }
        }
        return photos;
    }

    /** The split that a part of the file's name says, or a folder: {@code instances_val2017.json}. */
    private static @Nullable Split split(Place place, Path file) {
        return Arrays.stream(Place.stem(file).split("[^A-Za-z0-9]+"))
                .flatMap(part -> Place.splitNamed(part).stream())
                .findFirst()
                .or(() -> place.split(file))
                .orElse(null);
    }

    private static LabelledPhoto photo(
            Place place, Path file, CocoImage image, @Nullable Split split, Map<Long, String> names, LeftOut leftOut) {
        Path photo = place.photo(file, image.fileName());
        List<Region> regions = new ArrayList<>();
        for (CocoObject object : image.objects()) {
            try {
                String where = place.name(file) + ": " + object.place();
                String category = names.get(object.categoryId());
                if (object.isCrowd()) {
                    leftOut.add(Reason.CROWDS, where);
                } else if (category == null) {
                    leftOut.add(Reason.BOXES_OF_UNKNOWN_CATEGORY, where + ": category_id " + object.categoryId());
                } else {
                    regions.add(Region.of(box(object, image), category));
                }
            } catch (DynReferException e) {
                leftOut.add(Reason.LABELS_UNREADABLE, String.valueOf(e.getMessage()));
            }
        }
        return new LabelledPhoto(photo, place.name(photo), split, regions);
    }

    /** The box, or that around the segmentation where a tool wrote none. */
    private static Box box(CocoObject object, CocoImage image) {
        try {
            return object.box();
        } catch (DynReferException e) {
            return object.region(image.size());
        }
    }
}
