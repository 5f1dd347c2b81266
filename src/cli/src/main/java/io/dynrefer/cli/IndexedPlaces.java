package io.dynrefer.cli;

import io.dynrefer.cli.batch.Photo;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.Split;
import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Proposals;
import io.dynrefer.search.SearchedPhoto;
import io.dynrefer.search.SearchedPhoto.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The photos that go into an index, with their regions: as {@code refer} takes them, and imported data sets. */
final class IndexedPlaces {
    @Mixin
    private PhotoOptions photos = new PhotoOptions();

    @Option(
            names = "--split",
            paramLabel = "train|val|test",
            description = "Of imported data sets this split alone; all unless given.")
    private @Nullable String split;

    @Option(
            names = "--boxes",
            paramLabel = "<n>",
            description =
                    "Of photos that bring no regions, the whole photo and so many boxes of things that are found in"
                            + " it, 0 to 300 (default ${DEFAULT-VALUE}).")
    private int boxes = 20;

    /** Refuses to do anything where no photo is named. */
    void requirePhotos() {
        if (photos.places().isEmpty()) {
            throw DynReferException.invalid("<photo>", "Name photos, a folder, a COCO file or an imported data set.");
        }
    }

    /**
     * Every photo, in the order of the command line.
     *
     * @param proposer finds at most so many boxes of things in the photo of a file; asked where a photo brings no
     *     regions
     */
    List<SearchedPhoto> photos(BiFunction<Path, Integer, List<Box>> proposer) {
        if (boxes < 0 || boxes > Proposals.MOST) {
            throw DynReferException.invalid(
                    "--boxes", "0 to " + Proposals.MOST + " boxes of a photo, not " + boxes + ".");
        }
        List<SearchedPhoto> found = new ArrayList<>();
        for (String place : photos.places()) {
            Path path = Path.of(place);
            if (Files.exists(path.resolve(DatasetInfo.FILE_NAME))) {
                found.addAll(ofDataset(path));
            } else {
                photos.photos(place)
                        .forEach(
                                photo -> found.add(photo.origin() == null ? whole(photo.file(), proposer) : of(photo)));
            }
        }
        return found;
    }

    private List<SearchedPhoto> ofDataset(Path folder) {
        List<SearchedPhoto> found = new ArrayList<>();
        try (Dataset dataset = Dataset.open(folder)) {
            for (Split part : parts(dataset)) {
                dataset.images(part).stream()
                        .filter(image -> !image.regions().isEmpty())
                        .forEach(image -> found.add(of(folder, image)));
            }
        }
        return found;
    }

    private List<Split> parts(Dataset dataset) {
        return split == null
                ? Arrays.stream(Split.values()).filter(dataset.info()::has).toList()
                : List.of(Split.fromWireName("--split", split));
    }

    private static SearchedPhoto of(Path folder, AnnotatedImage image) {
        return new SearchedPhoto(
                folder.resolve(image.fileName()),
                size -> image.regions().stream().map(IndexedPlaces::of).toList());
    }

    private static Place of(AnnotatedRegion region) {
        String category = region.labels().category();
        return new Place(region.box(), category.isEmpty() ? null : category);
    }

    private SearchedPhoto whole(Path file, BiFunction<Path, Integer, List<Box>> proposer) {
        return new SearchedPhoto(file, size -> {
            List<Place> found = new ArrayList<>();
            found.add(new Place(new Box(0, 0, size.width(), size.height()), null));
            if (boxes > 0) {
                proposer.apply(file, boxes).forEach(box -> found.add(new Place(box, null)));
            }
            return found;
        });
    }

    private static SearchedPhoto of(Photo photo) {
        return new SearchedPhoto(photo.file(), size -> places(photo, size));
    }

    private static List<Place> places(Photo photo, ImageSize size) {
        ReferRequest request = photo.request().toRequest(PhotoOptions.NO_IMAGE);
        ImageSize annotated = Optional.ofNullable(request.annotatedSize()).orElse(size);
        if (!annotated.equals(size)) {
            throw DynReferException.invalid(
                    "width",
                    "Its COCO file says " + annotated.width() + "x" + annotated.height() + ", the photo is "
                            + size.width() + "x" + size.height() + " when it is upright: turn one of them.");
        }
        List<ReferRequest.RegionRequest> regions = request.regions();
        return IntStream.range(0, regions.size())
                .mapToObj(i -> new Place(regions.get(i).region().resolve(size).bounds(), label(photo.origin(), i)))
                .toList();
    }

    /** What a COCO file calls the thing in one of a photo's annotations, which are its regions. */
    private static @Nullable String label(CocoQuestions.@Nullable Entry origin, int annotation) {
        return origin == null
                ? null
                : origin.file()
                        .category(origin.image().annotations().get(annotation))
                        .orElse(null);
    }
}
