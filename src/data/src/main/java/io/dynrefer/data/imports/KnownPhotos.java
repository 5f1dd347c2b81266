package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The photos that an earlier import brought into a data set, by the names they have at their source.
 *
 * @param byName with the split each is in
 */
public record KnownPhotos(Map<String, Known> byName) {
    /** There was no earlier import. */
    public static final KnownPhotos NONE = new KnownPhotos(Map.of());

    /** A photo as it is in the data set. */
    public record Known(Split split, AnnotatedImage image) {}

    public KnownPhotos {
        byName = Map.copyOf(byName);
    }

    /** Those of a folder; none where there is no complete data set. */
    public static KnownPhotos of(Path folder) {
        if (!Files.exists(folder.resolve(DatasetInfo.FILE_NAME))) {
            return NONE;
        }
        Map<String, Known> known = new HashMap<>();
        try (Dataset dataset = Dataset.open(folder)) {
            for (Split split : Split.values()) {
                if (dataset.info().has(split)) {
                    dataset.images(split).stream()
                            .filter(image -> !image.regions().isEmpty())
                            .forEach(image ->
                                    known.put(image.regions().get(0).origin().group(), new Known(split, image)));
                }
            }
        }
        return new KnownPhotos(known);
    }

    Optional<Known> find(ImportedPhoto photo) {
        return Optional.ofNullable(byName.get(photo.name()));
    }

    /** Whether other boxes or categories are said of a photo now than when it was imported. */
    static boolean changed(Known known, List<AnnotatedRegion> now) {
        List<AnnotatedRegion> then = known.image().regions();
        for (int i = 0; i < Math.min(now.size(), then.size()); i++) {
            boolean same = now.get(i)
                            .labels()
                            .category()
                            .equals(then.get(i).labels().category())
                    && Math.abs(now.get(i).box().x1() - then.get(i).box().x1()) < 1
                    && Math.abs(now.get(i).box().y2() - then.get(i).box().y2()) < 1;
            if (!same) {
                return true;
            }
        }
        return now.size() != then.size();
    }
}
