package io.dynrefer.research.scenes.photos;

import io.dynrefer.data.GeneratedScene;
import io.dynrefer.data.GeneratorCard;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.Split;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.research.scenes.photos.PhotoAnnotations.Photo;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.util.List;

/**
 * The real photos with their annotations: a test split and nothing else. Nothing is drawn, so every seed gives the
 * same. The files are stored as the packages have them: no pixel changes.
 */
public final class PhotosGenerator implements SceneGenerator {
    private static final String DESCRIPTION =
            "Real photos under free licences with regions annotated by hand: a small check of what carries over from"
                    + " generated scenes to photos, not a benchmark.";
    private static final int REVISION = 1;
    private static final long NOTHING_DRAWN = 0;

    private final PhotoAnnotations annotations;
    private final PhotoFiles files;
    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);

    /** A generator of these annotations' photos, whose packages lie in {@code cache}. */
    public PhotosGenerator(PhotoAnnotations annotations, PackageCache cache) {
        this.annotations = annotations;
        this.files = new PhotoFiles(cache);
    }

    @Override
    public GeneratorCard card() {
        List<String> credits = annotations.photos().stream()
                .map(photo -> photo.source().credit())
                .toList();
        return new GeneratorCard(
                PhotoAnnotations.PART,
                DESCRIPTION,
                REVISION,
                NOTHING_DRAWN,
                annotations.categories(),
                List.of(),
                annotations.attributes(),
                credits);
    }

    @Override
    public int scenes(Split split) {
        return split == Split.TEST ? annotations.photos().size() : 0;
    }

    @Override
    public GeneratedScene scene(Split split, int index) {
        if (index >= scenes(split)) {
            throw DynReferException.invalid(
                    "scenes",
                    "There are " + scenes(split) + " photos for the split " + split.wireName() + ", not " + (index + 1)
                            + ": photos cannot be drawn.");
        }
        Photo photo = annotations.photos().get(index);
        byte[] encoded = files.read(photo.source());
        requireSize(photo, reader.read(encoded).image().size());
        return GeneratedScene.photo(encoded, photo.image().size(), photo.image().regions());
    }

    private static void requireSize(Photo photo, ImageSize size) {
        if (!size.equals(photo.image().size())) {
            throw DynReferException.invalid(
                    "width",
                    photo.source().fileName() + " is " + size.width() + "x" + size.height()
                            + ", but its annotation says "
                            + photo.image().size().width() + "x"
                            + photo.image().size().height() + ".");
        }
    }
}
