package io.dynrefer.referring;

import io.dynrefer.region.Deadline;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Region;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.ImageHashes;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * View generation: which crops of a stored image a region's representation is made from. What was found before is
 * looked up, without a look at the image.
 */
public final class ViewsFunction {
    private final Artefacts artefacts;
    private final Images images;
    private final Crops crops;

    /** @param crops how they come to the encoder */
    public ViewsFunction(Artefacts artefacts, Images images, Crops crops) {
        this.artefacts = artefacts;
        this.images = images;
        this.crops = crops;
    }

    /**
     * Answers each item. The image is decoded at most once, if no request of this process holds it, and not at all if
     * nothing has to be found or cut.
     *
     * @throws DynReferException {@code NOT_FOUND} if the image is needed and not in the store; what cannot be decoded
     */
    public Views.Response handle(Views.Request request) {
        return Deadline.during(request.deadline(), () -> views(request));
    }

    private Views.Response views(Views.Request request) {
        Pixels pixels = new Pixels(request.image());
        List<Outcome<NestedViews>> items = request.items().stream()
                .map(item -> {
                    Deadline.check();
                    return views(request, item, pixels);
                })
                .toList();
        List<NestedViews> found =
                items.stream().filter(Outcome::succeeded).map(Outcome::orThrow).toList();
        crops.found(request.image(), found, () -> pixels.get().image());
        return new Views.Response(items);
    }

    /** The image as far as it is needed. */
    private final class Pixels implements Supplier<ImageHashes> {
        private final ImageDigest image;
        private @Nullable ImageHashes hashes;

        Pixels(ImageDigest image) {
            this.image = image;
        }

        @Override
        public ImageHashes get() {
            ImageHashes known = hashes;
            if (known == null) {
                known = new ImageHashes(images.read(image, this::encoded).image());
                hashes = known;
            }
            return known;
        }

        private byte[] encoded() {
            return artefacts.require(StoredForms.IMAGE, StoreKeys.image(image), "image", "put it there first");
        }
    }

    private Outcome<NestedViews> views(Views.Request request, Views.Item item, Pixels pixels) {
        return Outcome.attempt(() -> key(request, item))
                .flatMap(key -> artefacts
                        .find(StoredForms.NESTED_VIEWS, key)
                        .map(Outcome::of)
                        .orElseGet(() -> found(request, item, pixels.get(), key)));
    }

    private Outcome<NestedViews> found(Views.Request request, Views.Item item, ImageHashes image, BlobKey key) {
        return Outcome.attempt(() -> {
            ViewGenerator generator = new ViewGenerator(request.viewCount(), request.viewSize());
            NestedViews views =
                    generator.generate(PlacedRegion.of(image, item.region()), ViewGenerator.policy(item.selection()));
            artefacts.put(StoredForms.NESTED_VIEWS, key, views);
            return views;
        });
    }

    private static BlobKey key(Views.Request request, Views.Item item) {
        record Inputs(int viewCount, int viewSize, Region region, ViewSelection selection) {}
        return StoreKeys.nestedViews(
                request.image(),
                Json.write(new Inputs(request.viewCount(), request.viewSize(), item.region(), item.selection())));
    }
}
