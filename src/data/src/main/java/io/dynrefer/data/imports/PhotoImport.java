package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.GeneratedScene;
import io.dynrefer.data.GeneratorCard;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LeftOut.Reason;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RgbImage;
import io.dynrefer.store.Json;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The photos of a source as the scenes of a data set: without small boxes, boxes over a category's cap, and photos that
 * are nearly the same as one of a later split. Files are stored as they are. The same source and rules give the same
 * bytes.
 */
public final class PhotoImport implements SceneGenerator {
    private static final int REVISION = 1;
    private static final int HASH_STEP = 0x9E3779B9;

    /** One of so many parts is split off to validate on: the most that every category has photos for. */
    private static final List<Integer> FOLDS = List.of(6, 4, 3, 2);

    private final PhotoSource source;
    private final ImportRules rules;
    private final KnownPhotos known;
    private final LeftOut leftOut = new LeftOut();
    private int knownBefore;
    private final Map<Split, List<SizedPhoto>> photos = new EnumMap<>(Split.class);
    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);

    /** A photo with the size and the picture that its file has. */
    private record SizedPhoto(ImportedPhoto photo, ImageSize size, NearCopies.Picture picture) {
        SizedPhoto in(Split other) {
            return new SizedPhoto(photo.in(other), size, picture);
        }

        SizedPhoto withRegions(List<AnnotatedRegion> regions) {
            return new SizedPhoto(photo.withRegions(regions), size, picture);
        }
    }

    /**
     * Reads the source's annotations and looks at every photo once.
     *
     * @param progress hears how many photos have been looked at
     */
    public PhotoImport(PhotoSource source, ImportRules rules, Progress progress) {
        this(source, rules, KnownPhotos.NONE, progress);
    }

    /**
     * As the other, of a source from which photos were imported before: those are left out, and stay in their splits.
     */
    public PhotoImport(PhotoSource source, ImportRules rules, KnownPhotos known, Progress progress) {
        this.source = source;
        this.rules = rules;
        this.known = known;
        for (Split split : Split.values()) {
            photos.put(split, new ArrayList<>());
        }
        List<ImportedPhoto> given = source.photos(leftOut);
        for (int i = 0; i < given.size(); i++) {
            Split split = known.find(given.get(i))
                    .map(KnownPhotos.Known::split)
                    .orElse(given.get(i).split());
            look(given.get(i)).ifPresent(sized -> ofSplit(split).add(sized));
            progress.report(i + 1, given.size());
        }
        splitOff();
        dropNearCopies(Split.VAL, Split.TEST);
        dropNearCopies(Split.TRAIN, Split.TEST);
        dropNearCopies(Split.TRAIN, Split.VAL);
        cap();
        photos.values().forEach(this::dropWithoutRegion);
        photos.values().forEach(this::dropKnown);
    }

    /** How many of the source's photos were imported before, and are left as they are. */
    public int knownBefore() {
        return knownBefore;
    }

    private void dropKnown(List<SizedPhoto> ofSplit) {
        int before = ofSplit.size();
        for (SizedPhoto photo : ofSplit) {
            if (known.find(photo.photo())
                    .filter(then -> KnownPhotos.changed(then, photo.photo().regions()))
                    .isPresent()) {
                leftOut.add(
                        Reason.LABELS_CHANGED_SINCE_THEIR_IMPORT, photo.photo().name());
            }
        }
        ofSplit.removeIf(photo -> known.find(photo.photo()).isPresent());
        knownBefore += before - ofSplit.size();
    }

    /**
     * Splits validation photos off where the source says nothing of splits: a sixth, or what the smallest categories
     * allow, near-copies together. New photos beside known ones go where their near-copies are, or are divided alike.
     */
    private void splitOff() {
        List<SizedPhoto> training = ofSplit(Split.TRAIN);
        List<SizedPhoto> free = training.stream()
                .filter(photo ->
                        photo.photo().free() && !photo.photo().regions().isEmpty())
                .toList();
        boolean divided = !known.byName().isEmpty();
        if (free.isEmpty() || !divided && !ofSplit(Split.VAL).isEmpty()) {
            return;
        }
        List<SizedPhoto> old = free.stream()
                .filter(photo -> known.find(photo.photo()).isPresent())
                .toList();
        List<SizedPhoto> fresh = free.stream()
                .filter(photo -> known.find(photo.photo()).isEmpty())
                .toList();
        List<NearCopies.Picture> held =
                ofSplit(Split.VAL).stream().map(SizedPhoto::picture).toList();
        Set<SizedPhoto> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<SizedPhoto> undecided = new ArrayList<>();
        for (SizedPhoto photo : fresh) {
            if (held.stream().anyMatch(photo.picture()::isNearCopyOf)) {
                chosen.add(photo);
            } else if (old.stream().noneMatch(other -> other.picture().isNearCopyOf(photo.picture()))) {
                undecided.add(photo);
            }
        }
        chosen.addAll(firstFold(undecided));
        training.removeIf(chosen::contains);
        fresh.stream()
                .filter(chosen::contains)
                .forEach(photo -> ofSplit(Split.VAL).add(photo.in(Split.VAL)));
    }

    private List<SizedPhoto> firstFold(List<SizedPhoto> free) {
        NearCopyGroups copies = new NearCopyGroups();
        free.forEach(photo -> copies.add(photo.picture()));
        List<Folds.Photo> plain = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            ImportedPhoto photo = free.get(i).photo();
            plain.add(new Folds.Photo(
                    photo.name(),
                    copies.groups().get(i),
                    photo.regions().stream()
                            .map(region -> region.labels().category())
                            .toList()));
        }
        for (int folds : FOLDS) {
            List<Integer> fold = Folds.of(plain, folds, rules.seed());
            if (fold.contains(0)) {
                return IntStream.range(0, free.size())
                        .filter(i -> fold.get(i) == 0)
                        .mapToObj(free::get)
                        .toList();
            }
        }
        return List.of();
    }

    private List<SizedPhoto> ofSplit(Split split) {
        return Objects.requireNonNull(photos.get(split));
    }

    private Optional<SizedPhoto> look(ImportedPhoto photo) {
        if (!Files.isRegularFile(photo.file())) {
            leftOut.add(Reason.IMAGES_WITHOUT_A_FILE, photo.name());
            return Optional.empty();
        }
        RgbImage image;
        try {
            image = reader.read(bytes(photo.file())).image();
        } catch (DynReferException e) {
            leftOut.add(Reason.IMAGES_UNREADABLE, photo.name() + ": " + e.getMessage());
            return Optional.empty();
        }
        return Optional.of(new SizedPhoto(
                photo.withRegions(usable(photo, image.size())), image.size(), NearCopies.Picture.of(image)));
    }

    private List<AnnotatedRegion> usable(ImportedPhoto photo, ImageSize size) {
        List<AnnotatedRegion> usable = new ArrayList<>();
        for (AnnotatedRegion region : photo.regions()) {
            Box given = region.box();
            if (given.x1() >= size.width() || given.y1() >= size.height() || given.x2() <= 0 || given.y2() <= 0) {
                leftOut.add(Reason.BOXES_OUTSIDE_THE_IMAGE, named(photo, region));
                continue;
            }
            Box box = new Box(
                    Math.max(0, given.x1()),
                    Math.max(0, given.y1()),
                    Math.min(size.width(), given.x2()),
                    Math.min(size.height(), given.y2()));
            if (Math.min(box.width(), box.height()) < rules.leastSide()) {
                leftOut.add(Reason.BOXES_TOO_SMALL, named(photo, region));
            } else {
                usable.add(new AnnotatedRegion(region.id(), box, region.captions(), region.labels(), region.origin()));
            }
        }
        return usable;
    }

    private static String named(ImportedPhoto photo, AnnotatedRegion region) {
        Box box = region.box();
        return String.format(
                Locale.ROOT,
                "%s: %s at %.0f,%.0f to %.0f,%.0f",
                photo.name(),
                region.labels().category(),
                box.x1(),
                box.y1(),
                box.x2(),
                box.y2());
    }

    private void dropNearCopies(Split from, Split kept) {
        List<NearCopies.Picture> pictures =
                ofSplit(kept).stream().map(SizedPhoto::picture).toList();
        ofSplit(from).removeIf(photo -> {
            boolean copy =
                    known.find(photo.photo()).isEmpty() && pictures.stream().anyMatch(photo.picture()::isNearCopyOf);
            if (copy) {
                leftOut.add(Reason.IMAGES_NEAR_COPIES, photo.photo().name() + ": of a photo in " + kept.wireName());
            }
            return copy;
        });
    }

    /**
     * Leaves training boxes out beyond their category's cap: first those of which no text says more than the category.
     */
    private void cap() {
        Map<String, List<Ranked>> byCategory = new HashMap<>();
        List<SizedPhoto> training = ofSplit(Split.TRAIN);
        for (int i = 0; i < training.size(); i++) {
            for (AnnotatedRegion region : training.get(i).photo().regions()) {
                if (rules.caps().containsKey(region.labels().category())) {
                    byCategory
                            .computeIfAbsent(region.labels().category(), key -> new ArrayList<>())
                            .add(new Ranked(i, region, mixed(training.get(i).photo(), region)));
                }
            }
        }
        byCategory.forEach((category, regions) -> {
            regions.sort(Comparator.comparing(Ranked::bare).thenComparing(Ranked::order));
            int cap = Math.min(regions.size(), rules.caps().getOrDefault(category, regions.size()));
            for (Ranked ranked : regions.subList(cap, regions.size())) {
                SizedPhoto photo = training.get(ranked.photo());
                training.set(
                        ranked.photo(),
                        photo.withRegions(photo.photo().regions().stream()
                                .filter(region -> region.id() != ranked.region().id())
                                .toList()));
                leftOut.add(Reason.BOXES_OVER_THE_CAP, named(photo.photo(), ranked.region()));
            }
        });
    }

    private record Ranked(int photo, AnnotatedRegion region, int order) {
        boolean bare() {
            return region.labels().phrases().isEmpty();
        }
    }

    private int mixed(ImportedPhoto photo, AnnotatedRegion region) {
        int hash = String.valueOf(photo.file().getFileName()).hashCode() * HASH_STEP;
        hash = (hash ^ hash >>> 15 ^ Long.hashCode(region.id()) ^ Long.hashCode(rules.seed())) * HASH_STEP;
        return hash ^ hash >>> 13;
    }

    private void dropWithoutRegion(List<SizedPhoto> ofSplit) {
        ofSplit.removeIf(photo -> {
            boolean empty = photo.photo().regions().isEmpty();
            if (empty) {
                leftOut.add(Reason.IMAGES_WITHOUT_A_REGION, photo.photo().name());
            }
            return empty;
        });
    }

    /** How much was left out. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** How many regions have each tag, over all splits; the commonest first. */
    public Map<String, Integer> tagCounts() {
        Map<String, Integer> counts = new TreeMap<>();
        regions().flatMap(region -> region.labels().tags().stream()).forEach(tag -> counts.merge(tag, 1, Integer::sum));
        return counts;
    }

    /**
     * The report of the import as a document: what was left out, by reason and by place, and how many regions have each
     * tag.
     */
    public byte[] report() {
        return Json.write(new Report(leftOut.byWords(), leftOut.notesByWords(), tagCounts()));
    }

    private record Report(Map<String, Integer> leftOut, Map<String, List<String>> where, Map<String, Integer> tags) {}

    private Stream<AnnotatedRegion> regions() {
        return photos.values().stream().flatMap(List::stream).flatMap(photo -> photo.photo().regions().stream());
    }

    @Override
    public GeneratorCard card() {
        TreeSet<String> attributes = new TreeSet<>();
        TreeSet<String> used = new TreeSet<>();
        regions().forEach(region -> {
            attributes.addAll(region.labels().attributes());
            attributes.addAll(region.labels().negativeAttributes());
            used.add(region.labels().category());
        });
        return new GeneratorCard(
                source.name(),
                source.description(),
                REVISION,
                rules.seed(),
                source.categories().stream().filter(used::contains).toList(),
                List.of(),
                List.copyOf(attributes),
                credits());
    }

    private List<String> credits() {
        Map<String, Integer> licences = new TreeMap<>();
        photos.values().stream()
                .flatMap(List::stream)
                .filter(photo -> !photo.photo().licence().isEmpty())
                .forEach(photo -> licences.merge(photo.photo().licence(), 1, Integer::sum));
        List<String> credits = new ArrayList<>(source.credits());
        licences.forEach((licence, count) -> credits.add(count + " photos: " + licence));
        return credits;
    }

    @Override
    public int scenes(Split split) {
        return ofSplit(split).size();
    }

    @Override
    public GeneratedScene scene(Split split, int index) {
        SizedPhoto photo = ofSplit(split).get(index);
        return GeneratedScene.photo(
                bytes(photo.photo().file()), photo.size(), photo.photo().regions());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, "--images", file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
