package io.dynrefer.data.imports;

import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.imports.LeftOut.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Photos in a folder for each class, below folders for splits or not; each photo shows one thing. */
final class ClassFolderForm implements PhotoForm {
    @Override
    public String title() {
        return "folders of photos by class";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        boolean any =
                place.photos().stream().anyMatch(photo -> place.name(photo).contains("/"));
        return any ? Optional.of(new LabelledSource(name, title(), leftOut -> read(place, leftOut))) : Optional.empty();
    }

    private static List<LabelledPhoto> read(Place place, LeftOut leftOut) {
        boolean splits = bySplits(place);
        List<LabelledPhoto> photos = new ArrayList<>();
        for (Path file : place.photos()) {
            String[] parts = place.name(file).split("/");
            int folder = splits ? 1 : 0;
            if (parts.length < folder + 2) {
                leftOut.add(Reason.IMAGES_WITHOUT_A_CLASS, place.name(file));
                continue;
            }
            @Nullable Split split = splits ? Place.splitNamed(parts[0]).orElse(null) : null;
            photos.add(new LabelledPhoto(
                    file,
                    place.name(file),
                    split,
                    List.of(Region.of(LabelledPhoto.WHOLE, Place.words(parts[folder])))));
        }
        return photos;
    }

    /** Whether the folders say the split: all of them do, and there is more than one, for a train may be a class. */
    private static boolean bySplits(Place place) {
        Set<String> folders = place.photos().stream()
                .map(place::name)
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toSet());
        return folders.size() > 1
                && folders.stream().allMatch(folder -> Place.splitNamed(folder).isPresent());
    }
}
