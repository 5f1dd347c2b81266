package io.dynrefer.data.imports;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.ReferringExpressions;
import io.dynrefer.data.formats.ReferringExpressions.ReferredObject;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RefCOCO, RefCOCO+ and RefCOCOg as published: {@code refs(…).p} beside {@code instances.json}. */
final class ReferForm implements PhotoForm {
    @Override
    public String title() {
        return "RefCOCO(g)";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        return place.labels("json").stream()
                .filter(file -> Place.last(file).equals("instances.json"))
                .filter(file -> ReferringExpressions.isIn(file.resolveSibling("")))
                .findFirst()
                .map(file -> new LabelledSource(name, title(), leftOut -> read(place, file, leftOut)));
    }

    private static List<LabelledPhoto> read(Place place, Path instances, LeftOut leftOut) {
        Path folder = instances.resolveSibling("");
        Map<Long, String> names = names(instances);
        Map<String, LabelledPhoto> photos = new LinkedHashMap<>();
        for (String split : ReferringExpressions.splits(folder)) {
            try (ReferringExpressions expressions = ReferringExpressions.open(folder, split)) {
                expressions.images().forEach(image -> {
                    Path file = place.photo(instances, image.fileName());
                    List<Region> regions = new ArrayList<>();
                    for (ReferredObject object : image.objects()) {
                        String category = names.get(object.category());
                        if (category == null) {
                            leftOut.add(
                                    Reason.BOXES_OF_UNKNOWN_CATEGORY,
                                    "refs: the reference " + object.id() + ": category_id " + object.category());
                        } else {
                            regions.add(new Region(object.box(), category, List.of(), object.expressions()));
                        }
                    }
                    photos.merge(
                            place.name(file),
                            new LabelledPhoto(
                                    file,
                                    place.name(file),
                                    Place.splitNamed(split).orElse(null),
                                    regions),
                            ReferForm::together);
                });
            }
        }
        return List.copyOf(photos.values());
    }

    /**
     * A photo of several splits, as RefCOCOg's by google has them, counts in the first, with all that is said of it.
     */
    private static LabelledPhoto together(LabelledPhoto one, LabelledPhoto other) {
        List<Region> regions = new ArrayList<>(one.regions());
        regions.addAll(other.regions());
        return new LabelledPhoto(one.file(), one.name(), one.split(), regions);
    }

    private static Map<Long, String> names(Path instances) {
        if (!Files.isRegularFile(instances)) {
            return Map.of();
        }
        try (CocoFile file = CocoFile.open(instances)) {
            Map<Long, String> names = new HashMap<>();
            file.list("categories").forEach(category -> names.put(category.id("id"), category.text("name")));
            return names;
        }
    }
}
