package io.dynrefer.search;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.WordSpace;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts regions of photos into an index. What is there already, by the content of the photo and the place, is not put
 * there twice; a build that was killed goes on after its last whole part and ends with the same files. Not thread-safe.
 */
public final class IndexBuilder {
    /** Regions of a part, unless a photo has more: what a killed build computes again. */
    private static final int PART = 256;

    private final Path index;
    private final String model;
    private final RegionVectors vectors;
    private final WordSpace space;
    private final IndexParts parts;
    private final Set<String> known = new HashSet<>();
    private final ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
    private final List<IndexedRegion> waiting = new ArrayList<>();
    private final List<float[]> waitingVectors = new ArrayList<>();

    /** Opens or makes the index in a folder; one of other weights is refused. */
    public IndexBuilder(Path index, RegionModel model) {
        this.index = index;
        this.model = model.id();
        this.vectors = new RegionVectors(model);
        this.space = RegionVectors.space(model);
        new IndexCard(this.model, space.width()).claim(index);
        this.parts = new IndexParts(index, space.width());
        parts.regions().forEach(region -> known.add(region.key()));
    }

    /**
     * What a build did.
     *
     * @param regions in the index now
     * @param added of them by this build
     * @param failed photos that could not be read, or have a region outside
     */
    public record Result(int regions, int added, int failed) {}

    /**
     * Puts photos into the index and makes it ready to be asked.
     *
     * @param progress counts photos
     * @param problems hears of each photo that is left out, and why
     */
    public Result add(List<SearchedPhoto> photos, Progress progress, Consumer<String> problems) {
        int before = known.size();
        int failed = 0;
        int done = 0;
        for (SearchedPhoto photo : photos) {
            progress.report(done++, photos.size());
            try {
                add(photo);
            } catch (DynReferException e) {
                problems.accept(photo.file() + ": " + e.getMessage());
                failed++;
            }
            if (waiting.size() >= PART) {
                flush();
            }
        }
        flush();
        progress.report(done, photos.size());
        SearchIndex.prepare(index);
        return new Result(known.size(), known.size() - before, failed);
    }

    private void add(SearchedPhoto photo) {
        byte[] encoded = bytes(photo.file());
        String digest = ImageDigest.of(encoded).hex();
        var size = reader.header(encoded).size();
        List<IndexedRegion> fresh = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        Set<String> here = new HashSet<>();
        for (SearchedPhoto.Place place : photo.places(size)) {
            Box box = place.box();
            IndexedRegion region = new IndexedRegion(
                    photo.file().toAbsolutePath().normalize().toString(),
                    digest,
                    List.of(box.x1(), box.y1(), box.width(), box.height()),
                    place.label());
            if (!known.contains(region.key()) && here.add(region.key())) {
                fresh.add(region);
                boxes.add(box);
            }
        }
        if (!fresh.isEmpty()) {
            RgbImage pixels = reader.read(encoded).image();
            waitingVectors.addAll(vectors.of(pixels, boxes));
            waiting.addAll(fresh);
            known.addAll(here);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw DynReferException.invalid("photo", "It cannot be read: " + e + ".");
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            parts.add(waiting, waitingVectors, space.claims(waitingVectors));
            waiting.clear();
            waitingVectors.clear();
        }
    }
}
