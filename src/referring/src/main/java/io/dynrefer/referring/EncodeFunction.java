package io.dynrefer.referring;

import io.dynrefer.referring.CropEmbeddings.Crop;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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
    public Encode.Response handle(Encode.Request request) {
        return handleAll(List.of(request)).get(0);
    }

    /**
     * Answers several requests, about any images, from shared batches; each as if the others had been answered before
     * it, in their order.
     */
    public List<Encode.Response> handleAll(List<Encode.Request> requests) {
        Map<BlobKey, Wanted> missing = missing(requests);
        CropEmbeddings embeddings = new CropEmbeddings(store, imageEncoder);
        embeddings.require(
                missing.values().stream()
                        .flatMap(wanted -> wanted.crops().stream())
                        .toList(),
                batches);
        Map<BlobKey, Problem> problems = represent(missing, embeddings);
        Done done = new Done(missing, problems, embeddings, new HashSet<>());
        return IntStream.range(0, requests.size())
                .mapToObj(position -> response(position, requests.get(position), done))
                .toList();
    }

    /**
     * A representation that is not in the store.
     *
     * @param position of the first request that asks for it
     */
    private record Wanted(int position, ImageDigest image, NestedViews views) {
        List<Crop> crops() {
            return views.views().stream()
                    .map(view -> new Crop(image, view.crop()))
                    .toList();
        }
    }

    /**
     * What became of a batch.
     *
     * @param counted crops that an earlier response accounts for
     */
    private record Done(
            Map<BlobKey, Wanted> missing,
            Map<BlobKey, Problem> problems,
            CropEmbeddings embeddings,
            Set<Crop> counted) {}

    private Map<BlobKey, Wanted> missing(List<Encode.Request> requests) {
        Map<BlobKey, Wanted> missing = new LinkedHashMap<>();
        for (int position = 0; position < requests.size(); position++) {
            Encode.Request request = requests.get(position);
            for (NestedViews views : request.items()) {
                BlobKey key = key(request, views);
                if (!missing.containsKey(key) && !store.exists(key)) {
                    missing.put(key, new Wanted(position, request.image(), views));
                }
            }
        }
        return missing;
    }

    private Encode.Response response(int position, Encode.Request request, Done done) {
        List<Outcome<Encode.Encoded>> items = new ArrayList<>();
        Set<Crop> crops = new LinkedHashSet<>();
        for (NestedViews views : request.items()) {
            BlobKey key = key(request, views);
            Wanted wanted = done.missing().get(key);
            boolean found = wanted == null || wanted.position() < position;
            if (wanted != null && !found) {
                crops.addAll(wanted.crops());
            }
            Problem problem = done.problems().get(key);
            items.add(problem == null ? Outcome.of(new Encode.Encoded(key.value(), found)) : Outcome.failed(problem));
        }
        int computed = 0;
        int inStore = 0;
        for (Crop crop : crops) {
            boolean first = done.counted().add(crop);
            switch (done.embeddings().origin(crop)) {
                case COMPUTED -> {
                    computed += first ? 1 : 0;
                    inStore += first ? 0 : 1;
                }
                case STORE -> inStore++;
                case NOWHERE -> {}
            }
        }
        return new Encode.Response(regionEncoder.id(), computed, inStore, items);
    }

    /** Computes and stores the representations whose views all have an embedding; the others' problems are returned. */
    private Map<BlobKey, Problem> represent(Map<BlobKey, Wanted> missing, CropEmbeddings embeddings) {
        Map<BlobKey, Problem> problems = new LinkedHashMap<>();
        Map<BlobKey, RegionViews> ready = new LinkedHashMap<>();
        missing.forEach((key, wanted) -> {
            Outcome<RegionViews> inputs = Outcome.attempt(() -> inputs(wanted, embeddings));
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

    private static RegionViews inputs(Wanted wanted, CropEmbeddings embeddings) {
        List<View> views = wanted.views().views();
        return new RegionViews(
                wanted.views().coefficients(),
                wanted.crops().stream().map(embeddings::get).toList(),
                views.stream().map(View::regionInView).toList());
    }

    private BlobKey key(Encode.Request request, NestedViews views) {
        return StoreKeys.representation(regionEncoder.id(), request.image(), views);
    }
}
