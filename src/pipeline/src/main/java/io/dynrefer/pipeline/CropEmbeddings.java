package io.dynrefer.pipeline;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.CropCodec;
import io.dynrefer.store.EmbeddingCodec;
import io.dynrefer.store.StoreKeys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The embeddings of one image's crops for one request: found in the store or computed, each distinct crop once. An
 * embedding depends on the pixels of its crop alone, so regions share it.
 */
final class CropEmbeddings {
    private final BlobStore store;
    private final ImageEncoder encoder;
    private final ImageDigest image;
    private final Map<PixelBox, Outcome<ViewEmbedding>> known = new LinkedHashMap<>();
    private int computed;
    private int found;

    CropEmbeddings(BlobStore store, ImageEncoder encoder, ImageDigest image) {
        this.store = store;
        this.encoder = encoder;
        this.image = image;
    }

    /** Makes the embeddings of these crops known, computing what is missing in batches. */
    void require(Collection<PixelBox> crops, Batches batches) {
        Map<PixelBox, RgbImage> missing = new LinkedHashMap<>();
        for (PixelBox crop : crops) {
            if (!known.containsKey(crop) && !missing.containsKey(crop)) {
                locate(crop).ifPresent(pixels -> missing.put(crop, pixels));
            }
        }
        List<ViewEmbedding> embeddings = batches.map(List.copyOf(missing.values()), encoder::encode);
        int next = 0;
        for (PixelBox crop : missing.keySet()) {
            ViewEmbedding embedding = embeddings.get(next++);
            store.putIfAbsent(embeddingKey(crop), EmbeddingCodec.encode(encoder.id(), embedding));
            known.put(crop, Outcome.of(embedding));
        }
        computed += missing.size();
    }

    /** The embedding of a required crop, or why there is none. */
    ViewEmbedding get(PixelBox crop) {
        Outcome<ViewEmbedding> outcome = known.get(crop);
        if (outcome == null) {
            throw new IllegalStateException("crop " + crop + " was not required");
        }
        return outcome.orThrow();
    }

    int computed() {
        return computed;
    }

    int found() {
        return found;
    }

    /** Notes a stored embedding or an error; otherwise the pixels that have to be encoded. */
    private Optional<RgbImage> locate(PixelBox crop) {
        Outcome<Optional<RgbImage>> pixels = Outcome.attempt(() -> {
            BlobKey key = embeddingKey(crop);
            Optional<byte[]> stored = store.find(key);
            if (stored.isPresent()) {
                known.put(crop, Outcome.of(EmbeddingCodec.decode(key, stored.get())));
                found++;
                return Optional.empty();
            }
            return Optional.of(pixels(crop));
        });
        if (!pixels.succeeded()) {
            known.put(crop, Outcome.failed(pixels.problem()));
            return Optional.empty();
        }
        return pixels.orThrow();
    }

    private RgbImage pixels(PixelBox crop) {
        BlobKey key = StoreKeys.view(image, crop, encoder.viewSize());
        return CropCodec.decode(key, StoredBlobs.require(store, key, "view", "the views function puts it there"));
    }

    private BlobKey embeddingKey(PixelBox crop) {
        return StoreKeys.embedding(encoder.id(), image, crop);
    }
}
