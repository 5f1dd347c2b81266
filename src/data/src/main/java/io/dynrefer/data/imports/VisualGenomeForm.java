package io.dynrefer.data.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.data.Split;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.PublishedFiles;
import io.dynrefer.data.formats.RecordList;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Visual Genome as published: {@code attributes.json} or {@code objects.json} for things,
 * {@code region_descriptions.json} for captioned regions, the photos named by their ids; {@code densecap_splits.json}
 * where it is there.
 */
final class VisualGenomeForm implements PhotoForm {
    @Override
    public String title() {
        return "Visual Genome";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        Optional<Path> things = file(place, "attributes.json").or(() -> file(place, "objects.json"));
        Optional<Path> regions = file(place, "region_descriptions.json");
        return things.isEmpty() && regions.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelledSource(name, title(), leftOut -> read(place, things, regions, leftOut)));
    }

    private static Optional<Path> file(Place place, String name) {
        return place.labels("json").stream()
                .filter(file -> Place.last(file).equals(name))
                .filter(file -> JsonHead.of(file).isList())
                .findFirst();
    }

    private static List<LabelledPhoto> read(
            Place place, Optional<Path> things, Optional<Path> regions, LeftOut leftOut) {
        Map<Long, List<Region>> byPhoto = new TreeMap<>();
        things.ifPresent(file ->
                collect(file, List.of("attributes", "objects"), record -> thing(record, leftOut), byPhoto, leftOut));
        regions.ifPresent(file -> collect(file, List.of("regions"), VisualGenomeForm::described, byPhoto, leftOut));
        Map<Long, Split> splits = splits(place);
        Path beside = things.or(() -> regions).orElseThrow();
        List<LabelledPhoto> photos = new ArrayList<>();
        byPhoto.forEach((id, of) -> {
            Path photo = place.photo(beside, id + ".jpg");
            photos.add(new LabelledPhoto(photo, place.name(photo), splits.get(id), of));
        });
        return photos;
    }

    /** Makes a region of a record; empty if it says nothing of what it shows. */
    @FunctionalInterface
    private interface Making {
        Optional<Region> of(FormatRecord record);
    }

    private static void collect(
            Path file, List<String> lists, Making making, Map<Long, List<Region>> byPhoto, LeftOut leftOut) {
        try (Stream<FormatRecord> records = RecordList.of(file)) {
            records.forEachOrdered(image -> {
                long id = image.has("image_id") ? image.id("image_id") : image.id("id");
                List<Region> found = byPhoto.computeIfAbsent(id, key -> new ArrayList<>());
                lists.stream()
                        .filter(image::has)
                        .limit(1)
                        .flatMap(list -> image.records(list).stream())
                        .forEach(record -> {
                            try {
                                making.of(record)
                                        .ifPresentOrElse(
                                                found::add,
                                                () -> leftOut.add(
                                                        Reason.BOXES_WITHOUT_A_CATEGORY,
                                                        Place.last(file) + ": " + record.place()));
                            } catch (DynReferException e) {
                                leftOut.add(Reason.LABELS_UNREADABLE, String.valueOf(e.getMessage()));
                            }
                        });
            });
        }
    }

    private static Optional<Region> thing(FormatRecord record, LeftOut leftOut) {
        List<String> names = record.has("names") ? record.texts("names") : List.of();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<String> attributes = new ArrayList<>();
        for (String attribute : record.has("attributes") ? record.texts("attributes") : List.<String>of()) {
            String word = attribute.strip().toLowerCase(Locale.ROOT);
            try {
                attributes.add(Attribute.parse(word).name());
            } catch (DynReferException e) {
                leftOut.add(Reason.LABELS_UNREADABLE, record.place() + ": the attribute '" + word + "'");
            }
        }
        return Optional.of(new Region(
                box(record, "w", "h"), Place.words(names.get(0).toLowerCase(Locale.ROOT)), attributes, List.of()));
    }

    private static Optional<Region> described(FormatRecord record) {
        String phrase = record.text("phrase").strip();
        return phrase.isEmpty()
                ? Optional.empty()
                : Optional.of(new Region(box(record, "width", "height"), "", List.of(), List.of(phrase)));
    }

    private static Box box(FormatRecord record, String width, String height) {
        double x = record.number("x");
        double y = record.number("y");
        if (record.number(width) < 0 || record.number(height) < 0) {
            throw record.problem(width, "width and height must not be negative");
        }
        return new Box(x, y, x + record.number(width), y + record.number(height));
    }

    private static Map<Long, Split> splits(Place place) {
        Map<Long, Split> splits = new HashMap<>();
        place.labels("json").stream()
                .filter(file -> Place.last(file).equals("densecap_splits.json"))
                .findFirst()
                .ifPresent(file -> {
                    JsonNode lists = PublishedFiles.tree(file);
                    for (Split split : Split.values()) {
                        lists.path(split.wireName()).forEach(id -> splits.put(id.asLong(), split));
                    }
                });
        return splits;
    }
}
