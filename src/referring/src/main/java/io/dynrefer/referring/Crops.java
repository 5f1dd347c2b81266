package io.dynrefer.referring;

import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.BicubicResize;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the pixels of crops come from the views step to the encoder. */
public sealed interface Crops {
    /**
     * Hears which views were found.
     *
     * @param image the image's pixels, decoded if they are asked for
     */
    void found(ImageDigest digest, List<NestedViews> views, Supplier<RgbImage> image);

    /**
     * What the encoder reads crops of this size with, for one call: crops of one image should come one after another.
     */
    Function<Crop, RgbImage> reader(int viewSize);

    /** Through the store, for encoders in another process. */
    static Crops stored(Artefacts artefacts) {
        return new Stored(artefacts);
    }

    /** Cut by the encoder's process itself when it needs them, out of the image that the request holds. */
    static Crops cut(Artefacts artefacts, Images images) {
        return new Cut(artefacts, images);
    }

    /** As PNG under {@code views/…}. */
    record Stored(Artefacts artefacts) implements Crops {
        @Override
        public void found(ImageDigest digest, List<NestedViews> views, Supplier<RgbImage> image) {
            Set<BlobKey> seen = new HashSet<>();
            for (NestedViews nested : views) {
                for (View view : nested.views()) {
                    BlobKey key = StoreKeys.view(digest, view.crop(), nested.viewSize());
                    if (seen.add(key) && !artefacts.exists(key)) {
                        // Two Java runtimes may write the same pixels as different PNG bytes: whoever comes first is
                        // right.
                        RgbImage pixels = BicubicResize.resize(image.get(), view.crop(), nested.viewSize());
                        artefacts.put(StoredForms.CROP, key, pixels);
                    }
                }
            }
        }

        @Override
        public Function<Crop, RgbImage> reader(int viewSize) {
            return crop -> artefacts.require(
                    StoredForms.CROP,
                    StoreKeys.view(crop.image(), crop.box(), viewSize),
                    "view",
                    "the views function puts it there");
        }
    }

    /** Never written down. */
    record Cut(Artefacts artefacts, Images images) implements Crops {
        @Override
        public void found(ImageDigest digest, List<NestedViews> views, Supplier<RgbImage> image) {
            // The encoder cuts what it needs.
        }

        @Override
        public Function<Crop, RgbImage> reader(int viewSize) {
            return new Function<>() {
                private @Nullable ImageDigest digest;
                private @Nullable RgbImage image; // the last one, since one that nobody holds is decoded each time

                @Override
                public RgbImage apply(Crop crop) {
                    RgbImage last = image;
                    if (last == null || !crop.image().equals(digest)) {
                        last = images.read(crop.image(), () -> encoded(crop.image()))
                                .image();
                        image = last;
                        digest = crop.image();
                    }
                    return BicubicResize.resize(last, crop.box(), viewSize);
                }
            };
        }

        private byte[] encoded(ImageDigest image) {
            return artefacts.require(StoredForms.IMAGE, StoreKeys.image(image), "image", "put it there first");
        }
    }
}
