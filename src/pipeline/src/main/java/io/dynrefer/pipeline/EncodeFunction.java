package io.dynrefer.pipeline;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.View;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.RepresentationCodec;
import io.dynrefer.store.StoreKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encoding: crops to view embeddings, view embeddings to region representations. What the store holds is not computed
 * again; what must be is computed in batches, each distinct crop once.
 */
public final class EncodeFunction {
    private final BlobStore store;
    private final ImageEncoder imageEncoder;
    private final RegionEncoder regionEncoder;
    private final Batches batches;

    /** @param batchSize most crops or regions in one forward pass; at least 1 */
    public EncodeFunction(BlobStore store, ImageEncoder imageEncoder, RegionEncoder regionEncoder, int batchSize) {
        this.store = store;
        this.imageEncoder = imageEncoder;
        this.regionEncoder = regionEncoder;
        this.batches = new Batches(batchSize);
    }

    /** Answers each item; a crop that is missing from the store or damaged is the error of the items that need it. */
    public EncodeResponse handle(EncodeRequest request) {
        List<BlobKey> keys = request.items().stream()
                .map(views -> key(request.image(), views))
                .toList();
        Map<BlobKey, NestedViews> missing = missing(keys, request.items());
        CropEmbeddings embeddings = new CropEmbeddings(store, imageEncoder, request.image());
        embeddings.require(
                missing.values().stream()
                        .flatMap(views -> views.views().stream().map(View::crop))
                        .toList(),
                batches);
        Map<BlobKey, Problem> problems = represent(missing, embeddings);
        List<Outcome<EncodeResponse.Encoded>> items = new ArrayList<>();
        for (BlobKey key : keys) {
            Problem problem = problems.get(key);
            items.add(
                    problem == null
                            ? Outcome.of(new EncodeResponse.Encoded(key.value(), !missing.containsKey(key)))
                            : Outcome.failed(problem));
        }
        return new EncodeResponse(regionEncoder.id(), embeddings.computed(), embeddings.found(), items);
    }

    private Map<BlobKey, NestedViews> missing(List<BlobKey> keys, List<NestedViews> items) {
        Map<BlobKey, NestedViews> missing = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!missing.containsKey(keys.get(i)) && !store.exists(keys.get(i))) {
                missing.put(keys.get(i), items.get(i));
            }
        }
        return missing;
    }

    /** Computes and stores the representations whose views all have an embedding; the others' problems are returned. */
    private Map<BlobKey, Problem> represent(Map<BlobKey, NestedViews> missing, CropEmbeddings embeddings) {
        Map<BlobKey, Problem> problems = new LinkedHashMap<>();
        Map<BlobKey, RegionViews> ready = new LinkedHashMap<>();
        missing.forEach((key, views) -> {
            Outcome<RegionViews> inputs = Outcome.attempt(() -> inputs(views, embeddings));
            if (inputs.succeeded()) {
                ready.put(key, inputs.orThrow());
            } else {
                problems.put(key, inputs.problem());
            }
        });
        List<RegionRepresentation> representations = batches.map(List.copyOf(ready.values()), regionEncoder::represent);
        int next = 0;
        for (BlobKey key : ready.keySet()) {
            store.putIfAbsent(key, RepresentationCodec.encode(regionEncoder.id(), representations.get(next++)));
        }
        return problems;
    }

    private static RegionViews inputs(NestedViews views, CropEmbeddings embeddings) {
        return new RegionViews(
                views.coefficients(),
                views.views().stream().map(view -> embeddings.get(view.crop())).toList(),
                views.views().stream().map(View::regionInView).toList());
    }

    private BlobKey key(ImageDigest image, NestedViews views) {
        return StoreKeys.representation(regionEncoder.id(), image, views);
    }
}
