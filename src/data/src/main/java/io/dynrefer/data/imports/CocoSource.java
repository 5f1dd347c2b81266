package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.Split;
import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.RegionCaption;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.data.language.AttributeWords;
import io.dynrefer.data.language.AttributeWords.Colors;
import io.dynrefer.data.language.CaptionNouns;
import io.dynrefer.data.language.CaptionText;
import io.dynrefer.data.language.PhraseFinder;
import io.dynrefer.data.language.PhraseFinder.Phrase;
import io.dynrefer.data.language.PhraseFinder.Thing;
import io.dynrefer.data.language.Senses;
import io.dynrefer.region.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * COCO's instances, with its captions and captions of regions where they are given. Captions of photos become phrases
 * about boxes, attributes and tags; captioned regions are regions of their own, in the part {@code …-regions}.
 */
public final class CocoSource implements PhotoSource {
    private static final int LEAST_PHOTOS_OF_A_NOUN = 3;
    private static final double SAME_BOX = 0.7;
    private static final int BARE_WORDS = 2; // a cup

    private final Files files;
    private final List<String> categories = new ArrayList<>();

    /**
     * What is read.
     *
     * @param name of the data set
     * @param instances COCO's instances file
     * @param captions COCO's captions file; null for none
     * @param regionCaptions captions of boxes; null for none
     * @param splits which image is in which split; null if all are in {@code split}
     * @param split of all images, where {@code splits} is null
     * @param images the folder of the images
     */
    public record Files(
            String name,
            Path instances,
            @Nullable Path captions,
            @Nullable Path regionCaptions,
            @Nullable Path splits,
            Split split,
            Path images) {}

    public CocoSource(Files files) {
        this.files = files;
    }

    @Override
    public String name() {
        return files.name();
    }

    @Override
    public String description() {
        return "Boxes of COCO's classes in real photos, with phrases, attributes and tags made out of captions.";
    }

    @Override
    public List<String> categories() {
        return List.copyOf(categories);
    }

    @Override
    public List<String> credits() {
        return List.of(
                "Boxes and captions of photos: COCO, https://cocodataset.org, CC BY 4.0",
                "The photos are Flickr users', each under its own licence");
    }

    @Override
    public List<ImportedPhoto> photos(LeftOut leftOut) {
        try (CocoFile instances = CocoFile.open(files.instances())) {
            Map<Long, String> names = names(instances, "categories", record -> record.text("name"));
            Map<Long, String> licences = instances.has("licenses")
                    ? names(instances, "licenses", record -> record.text("name") + ", " + record.text("url"))
                    : Map.of();
            categories.clear();
            categories.addAll(names.values());
            List<CocoImage> images = new ArrayList<>();
            Map<Long, Split> splits = splits(instances, leftOut, images);
            Set<Long> known = images.stream().map(CocoImage::id).collect(Collectors.toSet());
            Map<Long, List<String>> captions = captions(known, leftOut);
            Map<Long, List<RegionCaption>> regionCaptions = regionCaptions(known, leftOut);
            Labels labels = new Labels(new PhraseFinder(categories), nouns(captions, splits));
            List<ImportedPhoto> photos = new ArrayList<>();
            for (CocoImage image : images) {
                List<Labelled> boxes = boxes(image, names, leftOut);
                List<AnnotatedRegion> regions =
                        new ArrayList<>(labels.boxes(image, boxes, captions.getOrDefault(image.id(), List.of())));
                for (RegionCaption caption : regionCaptions.getOrDefault(image.id(), List.of())) {
                    regions.add(labels.captioned(image, caption, boxes, regions.size()));
                }
                String licence = image.licence().isPresent()
                        ? licences.getOrDefault(image.licence().getAsLong(), "")
                        : "";
                photos.add(new ImportedPhoto(
                        files.images().resolve(image.fileName()),
                        splits.getOrDefault(image.id(), files.split()),
                        false,
                        licence,
                        regions,
                        image.fileName()));
            }
            return photos;
        }
    }

    private static Map<Long, String> names(CocoFile file, String list, Function<FormatRecord, String> text) {
        Map<Long, String> names = new LinkedHashMap<>();
        file.list(list).forEach(record -> names.put(record.id("id"), text.apply(record)));
        return names;
    }

    /** The split of every image; adds the images that have one to {@code images}. */
    private Map<Long, Split> splits(CocoFile instances, LeftOut leftOut, List<CocoImage> images) {
        Map<Long, Split> listed = files.splits() == null ? Map.of() : SplitFile.read(files.splits());
        Map<Long, Split> splits = new HashMap<>();
        instances.images().forEach(image -> {
            Split split = files.splits() == null ? files.split() : listed.get(image.id());
            if (split == null) {
                leftOut.add(Reason.IMAGES_IN_NO_SPLIT, image.fileName());
            } else {
                splits.put(image.id(), split);
                images.add(image);
            }
        });
        return splits;
    }

    private Map<Long, List<String>> captions(Set<Long> known, LeftOut leftOut) {
        Map<Long, List<String>> captions = new HashMap<>();
        if (files.captions() == null) {
            return captions;
        }
        try (CocoFile file = CocoFile.open(files.captions())) {
            file.images().forEach(image -> {
                if (known.contains(image.id())) {
                    captions.put(
                            image.id(),
                            image.objects().stream().map(CocoObject::caption).toList());
                } else {
                    leftOut.add(Reason.CAPTIONS_OF_NO_IMAGE, image.objects().size());
                }
            });
        }
        return captions;
    }

    private Map<Long, List<RegionCaption>> regionCaptions(Set<Long> known, LeftOut leftOut) {
        Map<Long, List<RegionCaption>> captions = new HashMap<>();
        if (files.regionCaptions() == null) {
            return captions;
        }
        for (RegionCaption caption : RegionCaption.read(files.regionCaptions())) {
            if (known.contains(caption.imageId())) {
                captions.computeIfAbsent(caption.imageId(), key -> new ArrayList<>())
                        .add(caption);
            } else {
                leftOut.add(Reason.REGION_CAPTIONS_OF_NO_IMAGE, "region captions of image " + caption.imageId());
            }
        }
        return captions;
    }

    /** The nouns that captions of at least three training photos have. */
    private static Set<String> nouns(Map<Long, List<String>> captions, Map<Long, Split> splits) {
        Map<String, Integer> photos = new HashMap<>();
        captions.forEach((image, texts) -> {
            if (splits.get(image) == Split.TRAIN) {
                nounsOf(texts).forEach(noun -> photos.merge(noun, 1, Integer::sum));
            }
        });
        photos.values().removeIf(count -> count < LEAST_PHOTOS_OF_A_NOUN);
        return photos.keySet();
    }

    private static Set<String> nounsOf(List<String> captions) {
        Set<String> nouns = new LinkedHashSet<>();
        captions.forEach(caption -> nouns.addAll(CaptionNouns.of(caption)));
        return nouns;
    }

    private static List<Labelled> boxes(CocoImage image, Map<Long, String> names, LeftOut leftOut) {
        List<Labelled> boxes = new ArrayList<>();
        for (CocoObject object : image.objects()) {
            String category = names.get(object.categoryId());
            if (object.isCrowd()) {
                leftOut.add(Reason.CROWDS, object.place());
            } else if (category == null) {
                leftOut.add(Reason.BOXES_OF_UNKNOWN_CATEGORY, object.place());
            } else {
                boxes.add(new Labelled(category, object.box()));
            }
        }
        return boxes;
    }

    private static double intersectionOverUnion(Box one, Box other) {
        double width = Math.min(one.x2(), other.x2()) - Math.max(one.x1(), other.x1());
        double height = Math.min(one.y2(), other.y2()) - Math.max(one.y1(), other.y1());
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / (one.width() * one.height() + other.width() * other.height() - shared);
    }

    private record Labelled(String category, Box box) {
        Thing thing() {
            return new Thing(category, box.width() * box.height());
        }
    }

    /** Makes regions of boxes and captions. */
    private final class Labels {
        private final PhraseFinder finder;
        private final Set<String> vocabulary;

        Labels(PhraseFinder finder, Set<String> vocabulary) {
            this.finder = finder;
            this.vocabulary = vocabulary;
        }

        List<AnnotatedRegion> boxes(CocoImage image, List<Labelled> boxes, List<String> captions) {
            Map<Integer, List<Phrase>> phrases =
                    finder.find(boxes.stream().map(Labelled::thing).toList(), captions);
            Set<String> nouns = nounsOf(captions);
            List<AnnotatedRegion> regions = new ArrayList<>();
            for (int i = 0; i < boxes.size(); i++) {
                regions.add(region(image, boxes.get(i), phrases.getOrDefault(i, List.of()), nouns, i));
            }
            return regions;
        }

        private AnnotatedRegion region(
                CocoImage image, Labelled box, List<Phrase> phrases, Set<String> nouns, int number) {
            Set<String> captions = new LinkedHashSet<>();
            Set<String> shortTexts = new LinkedHashSet<>();
            Set<String> attributes = new LinkedHashSet<>();
            for (Phrase phrase : phrases) {
                captions.add(phrase.text());
                shortTexts.addAll(phrase.shortTexts());
                attributes.addAll(phrase.attributes());
            }
            captions.removeIf(caption -> captions.size() > 1 && caption.split(" ").length <= BARE_WORDS);
            if (captions.isEmpty()) {
                captions.add(CaptionText.withArticle(box.category()));
            }
            Set<String> tags = new LinkedHashSet<>();
            tags.add(box.category());
            tags.addAll(Senses.broaderTerms(box.category()));
            nouns.stream().filter(vocabulary::contains).forEach(tags::add);
            RegionLabels labels = new RegionLabels(
                    box.category(),
                    List.copyOf(tags),
                    List.copyOf(attributes),
                    AttributeWords.excludedBy(attributes, Colors.SAID),
                    List.copyOf(shortTexts),
                    new CaptionSlots(List.of(), "", List.copyOf(nouns)));
            return new AnnotatedRegion(number, box.box(), List.copyOf(captions), labels, origin(image, name()));
        }

        /** A captioned box: of the category of a box that is nearly the same, or else of none. */
        AnnotatedRegion captioned(CocoImage image, RegionCaption caption, List<Labelled> boxes, int number) {
            String category = boxes.stream()
                    .filter(box -> intersectionOverUnion(box.box(), caption.box()) >= SAME_BOX)
                    .map(Labelled::category)
                    .findFirst()
                    .orElse("");
            List<String> attributes = AttributeWords.ofDescription(caption.caption());
            RegionLabels labels = new RegionLabels(
                    category,
                    nounsIn(caption.caption()),
                    attributes,
                    AttributeWords.excludedBy(attributes, Colors.SAID),
                    List.of(),
                    CaptionSlots.NONE);
            return new AnnotatedRegion(
                    number,
                    caption.box(),
                    List.of(CaptionText.plain(caption.caption())),
                    labels,
                    origin(image, name() + "-regions"));
        }

        private List<String> nounsIn(String caption) {
            return CaptionNouns.of(caption).stream()
                    .filter(vocabulary::contains)
                    .toList();
        }

        private RegionOrigin origin(CocoImage image, String part) {
            return new RegionOrigin(part, false, "", image.fileName());
        }
    }
}
