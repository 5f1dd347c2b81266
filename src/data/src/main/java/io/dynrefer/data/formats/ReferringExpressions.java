package io.dynrefer.data.formats;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * RefCOCO, RefCOCO+ or RefCOCOg as published: {@code refs(…).p}, a Python pickle, or the same as JSON, beside COCO's
 * {@code instances.json}. Both are read record by record; in memory stay the expressions of the split that is asked for
 * (of RefCOCOg's validation split some five thousand sentences), and what {@link CocoFile} keeps of the instances.
 */
public final class ReferringExpressions implements AutoCloseable {
    private static final String ORIGIN = "the refer project (RefCOCOg, split by umd)";
    private static final List<String> NAMES =
            List.of("refs(umd).p", "refs(umd).json", "refs(google).p", "refs(unc).p", "refs.json");

    private final String refs; // the file's name
    private final CocoFile instances;
    private final Map<Long, List<Referred>> byImage; // in the file's order

    /** An object that people referred to: its annotation and all expressions for it. */
    private record Referred(long reference, long annotation, List<String> expressions) {}

    /** An image with its referred objects. */
    public record ReferredImage(long id, String fileName, List<ReferredObject> objects) {
        public ReferredImage {
            objects = List.copyOf(objects);
        }
    }

    /**
     * An object and all expressions for it; {@code id} is the reference's, {@code category} a number of the instances.
     */
    public record ReferredObject(long id, Box box, long category, List<String> expressions) {
        public ReferredObject {
            expressions = List.copyOf(expressions);
        }
    }

    private ReferringExpressions(String refs, CocoFile instances, Map<Long, List<Referred>> byImage) {
        this.refs = refs;
        this.instances = instances;
        this.byImage = byImage;
    }

    /** Whether a folder has the files. */
    public static boolean isIn(Path folder) {
        return PublishedFiles.find(folder, NAMES).isPresent();
    }

    /** The splits that the expressions of a folder are in, in the order in which they come. */
    public static List<String> splits(Path folder) {
        Set<String> splits = new LinkedHashSet<>();
        ReferenceRecords.forEach(
                PublishedFiles.require(folder, NAMES, ORIGIN), record -> splits.add(record.text("split")));
        return List.copyOf(splits);
    }

    /** Opens the files of a folder for one split, e.g. {@code val}. */
    public static ReferringExpressions open(Path folder, String split) {
        Path refs = PublishedFiles.require(folder, NAMES, ORIGIN);
        Path instances = PublishedFiles.require(folder, List.of("instances.json"), ORIGIN);
        Map<Long, List<Referred>> byImage = new LinkedHashMap<>();
        ReferenceRecords.forEach(refs, record -> {
            if (record.text("split").equals(split)) {
                add(byImage, record);
            }
        });
        if (byImage.isEmpty()) {
            throw DynReferException.invalid(
                    "--split", refs.getFileName() + " has no expression of the split '" + split + "'.");
        }
        return new ReferringExpressions(String.valueOf(refs.getFileName()), CocoFile.open(instances), byImage);
    }

    private static void add(Map<Long, List<Referred>> byImage, FormatRecord record) {
        List<String> expressions = record.records("sentences").stream()
                .map(sentence -> sentence.text("sent"))
                .toList();
        if (expressions.isEmpty()) {
            throw record.problem("sentences", "it must have at least one expression");
        }
        byImage.computeIfAbsent(record.wholeNumber("image_id"), image -> new ArrayList<>())
                .add(new Referred(record.wholeNumber("ref_id"), record.wholeNumber("ann_id"), expressions));
    }

    /** How many objects are referred to. */
    public long size() {
        return byImage.values().stream().mapToLong(List::size).sum();
    }

    /**
     * The images with referred objects, in the order of {@code instances.json}; read while they are used. A reference
     * to an image that is not there is an error at the end.
     */
    public Stream<ReferredImage> images() {
        Set<Long> left = new LinkedHashSet<>(byImage.keySet());
        Stream<ReferredImage> found =
                instances.images().filter(image -> left.remove(image.id())).map(this::image);
        return Stream.concat(found, Stream.of(left).flatMap(this::requireNone));
    }

    private Stream<ReferredImage> requireNone(Set<Long> images) {
        for (long image : images) {
            Referred first = byImage.getOrDefault(image, List.of()).get(0);
            throw unknown("image_id", first, "is about the image " + image + ", which instances.json does not have");
        }
        return Stream.empty();
    }

    private DynReferException unknown(String field, Referred reference, String what) {
        return DynReferException.invalid(
                field, refs + ": " + field + ": the reference " + reference.reference() + " " + what + ".");
    }

    private ReferredImage image(CocoImage image) {
        Map<Long, CocoObject> objects = new HashMap<>();
        image.objects().forEach(object -> objects.put(object.id(), object));
        List<ReferredObject> referred = new ArrayList<>();
        for (Referred reference : byImage.getOrDefault(image.id(), List.of())) {
            CocoObject object = objects.get(reference.annotation());
            if (object == null) {
                throw unknown(
                        "ann_id",
                        reference,
                        "is about the annotation " + reference.annotation()
                                + ", which instances.json does not have in image " + image.id());
            }
            referred.add(new ReferredObject(
                    reference.reference(), object.box(), object.categoryId(), reference.expressions()));
        }
        return new ReferredImage(image.id(), image.fileName(), referred);
    }

    @Override
    public void close() {
        instances.close();
    }
}
