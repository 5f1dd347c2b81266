package io.dynrefer.cli;

import io.dynrefer.cli.batch.Photo;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.Split;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.search.SearchedPhoto;
import io.dynrefer.search.SearchedPhoto.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** Every photo, in the order of the command line; those without regions of their own are one region each. */
    List<SearchedPhoto> photos() {
        List<SearchedPhoto> found = new ArrayList<>();
        for (String place : photos.places()) {
            Path path = Path.of(place);
            if (Files.exists(path.resolve(DatasetInfo.FILE_NAME))) {
                found.addAll(ofDataset(path));
            } else {
                photos.photos(place).forEach(photo -> found.add(of(photo)));
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
        return request.regions().stream()
                .map(region -> new Place(region.region().resolve(size).bounds(), null))
                .toList();
    }
}
