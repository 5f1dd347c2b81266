package io.dynrefer.data.formats;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Visual Genome as published: {@code region_descriptions.json} (some 700 MB, read image by image),
 * {@code image_data.json} and {@code densecap_splits.json}, of version 1.0 or 1.2. Phrases and boxes are prepared as
 * the dense captioning papers do: lower case, no punctuation, at most 15 words, boxes inside the image.
 */
public final class VisualGenome {
    private static final String ORIGIN = "the Visual Genome project's site";
    private static final int MOST_WORDS = 15;
    /** What those papers write for characters outside ASCII. */
    private static final Map<String, String> REPLACEMENTS = Map.of(
            "½", "half", "—", "-", "™", "", "¢", "cent", "ç", "c", "û", "u", "é", "e", "°", " degree", "è", "e", "…",
            "");

    private final Path regions;
    private final Map<Long, ImageSize> images = new HashMap<>(); // of the split

    /** Which images of the split count. */
    public enum Subset {
        ALL,
        /** Those that are COCO's too (VG-COCO). */
        COCO
    }

    /** An image with its regions that count; {@code id} also names its file. */
    public record VisualGenomeImage(long id, ImageSize size, List<DescribedRegion> regions) {
        public VisualGenomeImage {
            regions = List.copyOf(regions);
        }
    }

    /**
     * A described region.
     *
     * @param box inside the image; may have no area
     * @param phrase the prepared phrase; may be empty
     */
    public record DescribedRegion(long id, Box box, String phrase) {}

    private VisualGenome(Path regions) {
        this.regions = regions;
    }

    /** Opens the files of a folder for one split, {@code train}, {@code val} or {@code test}. */
    public static VisualGenome open(Path folder, String split, Subset subset) {
        VisualGenome files =
                new VisualGenome(PublishedFiles.require(folder, List.of("region_descriptions.json"), ORIGIN));
        Path splits = PublishedFiles.require(
                folder, List.of("densecap_splits.json"), "the DenseCap project (info/densecap_splits.json)");
        JsonNode ids = PublishedFiles.tree(splits).path(split);
        if (!ids.isArray()) {
            throw DynReferException.invalid(split, splits.getFileName() + ": it has no list \"" + split + "\".");
        }
        Set<Long> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(id.asLong()));
        Path data = PublishedFiles.require(folder, List.of("image_data.json"), ORIGIN);
        try (Stream<FormatRecord> records = RecordList.of(data)) {
            records.forEachOrdered(record -> files.addImage(record, wanted, subset));
        }
        return files;
    }

    private void addImage(FormatRecord image, Set<Long> wanted, Subset subset) {
        long id = id(image, "image_id");
        if (wanted.contains(id) && (subset == Subset.ALL || image.has("coco_id"))) {
            images.put(id, new ImageSize(image.pixels("width"), image.pixels("height")));
        }
    }

    /** Version 1.0 calls an image's or a region's id {@code id}. */
    private static long id(FormatRecord record, String name) {
        return record.has(name) ? record.wholeNumber(name) : record.wholeNumber("id");
    }

    /** The images of the split that have regions, in the file's order; read while they are used, to be closed. */
    public Stream<VisualGenomeImage> images() {
        return RecordList.of(regions).flatMap(this::image);
    }

    private Stream<VisualGenomeImage> image(FormatRecord record) {
        long id = record.wholeNumber("id");
        ImageSize size = images.get(id);
        if (size == null) {
            return Stream.empty();
        }
        VisualGenomeImage image = new VisualGenomeImage(id, size, regions(record, size));
        return image.regions().isEmpty() ? Stream.empty() : Stream.of(image);
    }

    private static List<DescribedRegion> regions(FormatRecord image, ImageSize size) {
        List<DescribedRegion> regions = new ArrayList<>();
        for (FormatRecord region : image.records("regions")) {
            String phrase = prepare(region.text("phrase"));
            if (phrase.isEmpty() || phrase.split(" ").length <= MOST_WORDS) {
                regions.add(new DescribedRegion(id(region, "region_id"), box(region, size), phrase));
            }
        }
        return regions;
    }

    /** The box inside the image, whose first pixel those papers count as 1. */
    private static Box box(FormatRecord region, ImageSize size) {
        double x1 = Math.min(Math.max(region.number("x"), 1), size.width() - 1);
        double y1 = Math.min(Math.max(region.number("y"), 1), size.height() - 1);
        double x2 = Math.min(region.number("x") + region.number("width"), size.width());
        double y2 = Math.min(region.number("y") + region.number("height"), size.height());
        return new Box(x1, y1, Math.max(x1, x2), Math.max(y1, y2));
    }

    /** A phrase as those papers write it. */
    static String prepare(String phrase) {
        String text = phrase;
        for (Map.Entry<String, String> replacement : REPLACEMENTS.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[!-/:-@\\[-`{-~]", "")
                .strip()
                .replaceAll("\\s+", " ");
    }
}
