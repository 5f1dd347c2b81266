package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.ViewGenerator;
import java.util.List;

/**
 * View generation: which crops of a stored image a region's representation is made from, and those crops in the store.
 */
public final class ViewsFunction {
    private final BlobStore store;
    private final Images images;

    public ViewsFunction(BlobStore store, Images images) {
        this.store = store;
        this.images = images;
    }

    /**
     * Answers each item. The image is decoded once, if no request of this process holds it.
     *
     * @throws DynReferException {@code NOT_FOUND} if the image is not in the store; what cannot be decoded
     */
    public Views.Response handle(Views.Request request) {
        RgbImage image =
                images.read(request.image(), () -> encoded(request.image())).image();
        List<Outcome<NestedViews>> items = request.items().stream()
                .map(item -> Outcome.attempt(() -> generate(request, image, item)))
                .toList();
        return new Views.Response(items);
    }

    private byte[] encoded(ImageDigest image) {
        return StoredForms.IMAGE.require(store, StoreKeys.image(image), "image", "put it there first");
    }

    private NestedViews generate(Views.Request request, RgbImage image, Views.Item item) {
        ViewGenerator generator = new ViewGenerator(request.viewCount(), request.viewSize());
        NestedViews views = generator.generate(image, item.region(), item.selection(), item.task());
        for (View view : views.views()) {
            BlobKey key = StoreKeys.view(request.image(), view.crop(), views.viewSize());
            if (!store.exists(key)) {
                // Two Java runtimes may write the same pixels as different PNG bytes: whoever comes first is right.
                StoredForms.CROP.put(store, key, generator.crop(image, view.crop()));
            }
        }
        return views;
    }
}
