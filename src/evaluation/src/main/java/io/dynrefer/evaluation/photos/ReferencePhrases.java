package io.dynrefer.evaluation.photos;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.data.language.ClassWords;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A fixed file of reference captions, which stays as it is when the rules that made it change.
 *
 * @param about what it is, from what and under which terms
 * @param regions in the order of the data set
 */
public record ReferencePhrases(String about, List<Region> regions) {
    private static final double SAME_BOX = 0.95;

    /**
     * The references of one region.
     *
     * @param photo the source's name of its file
     * @param bbox {@code x, y, width, height} in pixels
     */
    public record Region(String photo, List<Double> bbox, List<String> captions) {
        public Region {
            bbox = List.copyOf(bbox);
            captions = List.copyOf(captions);
        }

        private Box box() {
            return new Box(bbox.get(0), bbox.get(1), bbox.get(0) + bbox.get(2), bbox.get(1) + bbox.get(3));
        }
    }

    public ReferencePhrases {
        regions = List.copyOf(regions);
    }

    /** The captions of a split's labelled regions that say more than the category. */
    public static ReferencePhrases of(Dataset dataset, Split split) {
        List<Region> regions = new ArrayList<>();
        for (AnnotatedImage image : dataset.images(split)) {
            for (AnnotatedRegion region : image.regions()) {
                List<String> captions = region.captions().stream()
                        .filter(caption ->
                                !ClassWords.isBare(caption, region.labels().category()))
                        .toList();
                boolean ofBoxes = region.origin().part().equals(dataset.info().name());
                if (ofBoxes && !captions.isEmpty()) {
                    Box box = region.box();
                    regions.add(new Region(
                            region.origin().group(),
                            List.of(round(box.x1()), round(box.y1()), round(box.width()), round(box.height())),
                            captions));
                }
            }
        }
        return new ReferencePhrases(
                "Phrases about regions of " + dataset.info().name() + ", " + split.wireName()
                        + " split, out of its captions: "
                        + dataset.info().credits().stream().findFirst().orElse("no credits"),
                regions);
    }

    private static double round(double pixels) {
        return Math.rint(pixels * 10) / 10;
    }

    /** The file's content. */
    public byte[] write() {
        return Json.write(this);
    }

    /** Reads such a file. */
    public static ReferencePhrases read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), ReferencePhrases.class);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, "--references", file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The references of each of these regions that has any, by its id. */
    Map<Long, List<String>> of(List<AnnotatedRegion> asked) {
        Map<String, List<Region>> byPhoto = regions.stream().collect(Collectors.groupingBy(Region::photo));
        return asked.stream()
                .flatMap(region -> byPhoto.getOrDefault(region.origin().group(), List.of()).stream()
                        .filter(reference -> BoxOverlap.intersectionOverUnion(reference.box(), region.box()) > SAME_BOX)
                        .limit(1)
                        .map(reference -> Map.entry(region.id(), reference.captions())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
