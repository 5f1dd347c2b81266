package io.dynrefer.referring;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The embeddings of the crops of one batch of work: found in the store or computed, each distinct crop once. An
 * embedding depends on the pixels of its crop alone, so regions and requests share it.
 */
final class CropEmbeddings {
    private final BlobStore store;
    private final ImageEncoder encoder;
    private final Map<Crop, Outcome<ViewEmbedding>> known = new LinkedHashMap<>();
    private final Set<Crop> computed = new HashSet<>();

    /** A crop of an image. */
    record Crop(ImageDigest image, PixelBox box) {}

    /** Where an embedding comes from. */
    enum Origin {
        COMPUTED,
        STORE,
        /** There is none. */
        NOWHERE
    }

    CropEmbeddings(BlobStore store, ImageEncoder encoder) {
        this.store = store;
        this.encoder = encoder;
    }

    /** Makes the embeddings of these crops known, computing what is missing in batches. */
    void require(Collection<Crop> crops, Batches batches) {
        Map<Crop, RgbImage> missing = new LinkedHashMap<>();
        for (Crop crop : crops) {
            if (!known.containsKey(crop) && !missing.containsKey(crop)) {
                locate(crop).ifPresent(pixels -> missing.put(crop, pixels));
            }
        }
        List<ViewEmbedding> embeddings = batches.map(List.copyOf(missing.values()), encoder::encode);
        int next = 0;
        for (Crop crop : missing.keySet()) {
            ViewEmbedding embedding = embeddings.get(next++);
            store.putIfAbsent(embeddingKey(crop), EmbeddingCodec.encode(encoder.id(), embedding));
            known.put(crop, Outcome.of(embedding));
            computed.add(crop);
        }
    }

    /** The embedding of a required crop, or why there is none. */
    ViewEmbedding get(Crop crop) {
        return required(crop).orThrow();
    }

    /** Where the embedding of a required crop comes from. */
    Origin origin(Crop crop) {
        if (computed.contains(crop)) {
            return Origin.COMPUTED;
        }
        return required(crop).succeeded() ? Origin.STORE : Origin.NOWHERE;
    }

    private Outcome<ViewEmbedding> required(Crop crop) {
        Outcome<ViewEmbedding> outcome = known.get(crop);
        if (outcome == null) {
            throw new IllegalStateException(crop + " was not required");
        }
        return outcome;
    }

    /** Notes a stored embedding or an error; otherwise the pixels that have to be encoded. */
    private Optional<RgbImage> locate(Crop crop) {
        Outcome<Optional<RgbImage>> pixels = Outcome.attempt(() -> {
            BlobKey key = embeddingKey(crop);
            Optional<byte[]> stored = store.find(key);
            if (stored.isPresent()) {
                known.put(crop, Outcome.of(EmbeddingCodec.decode(key, stored.get())));
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

    private RgbImage pixels(Crop crop) {
        BlobKey key = StoreKeys.view(crop.image(), crop.box(), encoder.viewSize());
        return CropCodec.decode(key, StoredBlobs.require(store, key, "view", "the views function puts it there"));
    }

    private BlobKey embeddingKey(Crop crop) {
        return StoreKeys.embedding(encoder.id(), crop.image(), crop.box());
    }
}
