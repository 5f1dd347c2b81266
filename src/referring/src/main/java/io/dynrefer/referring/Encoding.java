package io.dynrefer.referring;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The steps of encoding: crops to view embeddings, view embeddings to region representations. */
public final class Encoding {
    private Encoding() {}

    /** A crop of an image. */
    public record Crop(ImageDigest image, PixelBox box) {}

    /** A region of an image and the views it is represented by. */
    public record Look(ImageDigest image, NestedViews views) {
        /** The views' crops, in view order. */
        public List<Crop> crops() {
            return views.views().stream()
                    .map(view -> new Crop(image, view.crop()))
                    .toList();
        }

        BlobKey key(RegionEncoder encoder) {
            return StoreKeys.representation(encoder.id(), image, views);
        }
    }

    /**
     * The embeddings of crops. One depends on the pixels of its crop alone, so regions and requests share it.
     *
     * @param pixels reads a crop that has to be encoded
     */
    public static Recall<Crop, ViewEmbedding> embed(
            Collection<Crop> crops,
            ImageEncoder encoder,
            BatchSizes batches,
            Artefacts artefacts,
            Function<Crop, RgbImage> pixels) {
        return Recall.of(
                crops,
                Memo.in(
                        artefacts,
                        StoredForms.embedding(encoder.id()),
                        crop -> StoreKeys.embedding(encoder.id(), crop.image(), crop.box())),
                pixels,
                batches.crops(),
                encoder::encode);
    }

    /**
     * The representations of looks that are not there yet, from the embeddings of their crops, whose problems they
     * share.
     */
    static Recall<Look, RegionRepresentation> represent(
            Collection<Look> looks,
            RegionEncoder encoder,
            BatchSizes batches,
            Artefacts artefacts,
            Recall<Crop, ViewEmbedding> embedded) {
        Memo<Look, RegionRepresentation> memo =
                Memo.in(artefacts, StoredForms.representation(encoder.id()), look -> look.key(encoder));
        return Recall.of(looks, memo.ofAbsent(), look -> inputs(look, embedded), batches.regions(), encoder::represent);
    }

    private static RegionViews inputs(Look look, Recall<Crop, ViewEmbedding> embedded) {
        return new RegionViews(
                look.views().coefficients(),
                look.crops().stream().map(crop -> embedded.get(crop).orThrow()).toList(),
                look.views().views().stream().map(View::regionInView).toList());
    }
}
