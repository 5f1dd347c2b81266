package io.dynrefer.referring;

import io.dynrefer.referring.Encoding.Crop;
import io.dynrefer.referring.Encoding.Look;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Deadline;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
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
    private final Artefacts artefacts;
    private final ImageEncoder imageEncoder;
    private final RegionEncoder regionEncoder;
    private final BatchSizes batches;
    private final Crops pixels;

    /** @param pixels how crops come from the views step */
    public EncodeFunction(
            Artefacts artefacts,
            ImageEncoder imageEncoder,
            RegionEncoder regionEncoder,
            BatchSizes batches,
            Crops pixels) {
        this.artefacts = artefacts;
        this.imageEncoder = imageEncoder;
        this.regionEncoder = regionEncoder;
        this.batches = batches;
        this.pixels = pixels;
    }

    /** Answers each item; a crop that is missing from the store or damaged is the error of the items that need it. */
    public Encode.Response handle(Encode.Request request) {
        return handleAll(List.of(request)).get(0);
    }

    /**
     * Answers several requests, about any images, from shared batches; each as if the others had been answered before
     * it, in their order, until the last of them has no time left.
     */
    public List<Encode.Response> handleAll(List<Encode.Request> requests) {
        return Deadline.during(
                Deadline.latest(requests.stream().map(Encode.Request::deadline).toList()), () -> encode(requests));
    }

    private List<Encode.Response> encode(List<Encode.Request> requests) {
        Map<BlobKey, Wanted> missing = missing(requests);
        List<Look> looks = missing.values().stream().map(Wanted::look).toList();
        List<Crop> crops = looks.stream().flatMap(look -> look.crops().stream()).toList();
        Recall<Crop, ViewEmbedding> embedded =
                Encoding.embed(crops, imageEncoder, batches, artefacts, pixels.reader(imageEncoder.viewSize()));
        Recall<Look, RegionRepresentation> represented =
                Encoding.represent(looks, regionEncoder, batches, artefacts, embedded);
        Done done = new Done(missing, embedded, represented, new HashSet<>());
        return IntStream.range(0, requests.size())
                .mapToObj(position -> response(position, requests.get(position), done))
                .toList();
    }

    /**
     * A representation that is not in the store.
     *
     * @param position of the first request that asks for it
     */
    private record Wanted(int position, Look look) {}

    /**
     * What became of a batch.
     *
     * @param counted crops that an earlier response accounts for
     */
    private record Done(
            Map<BlobKey, Wanted> missing,
            Recall<Crop, ViewEmbedding> embedded,
            Recall<Look, RegionRepresentation> represented,
            Set<Crop> counted) {}

    private Map<BlobKey, Wanted> missing(List<Encode.Request> requests) {
        Map<BlobKey, Wanted> missing = new LinkedHashMap<>();
        for (int position = 0; position < requests.size(); position++) {
            Encode.Request request = requests.get(position);
            for (NestedViews views : request.items()) {
                Look look = new Look(request.image(), views);
                BlobKey key = look.key(regionEncoder);
                if (!missing.containsKey(key) && !artefacts.exists(key)) {
                    missing.put(key, new Wanted(position, look));
                }
            }
        }
        return missing;
    }

    private Encode.Response response(int position, Encode.Request request, Done done) {
        List<Outcome<Encode.Encoded>> items = new ArrayList<>();
        Set<Crop> crops = new LinkedHashSet<>();
        for (NestedViews views : request.items()) {
            BlobKey key = new Look(request.image(), views).key(regionEncoder);
            Wanted wanted = done.missing().get(key);
            boolean found = wanted == null || wanted.position() < position;
            if (wanted != null && !found) {
                crops.addAll(wanted.look().crops());
            }
            Encode.Encoded encoded = new Encode.Encoded(key.value(), found);
            items.add(
                    wanted == null
                            ? Outcome.of(encoded)
                            : done.represented().get(wanted.look()).flatMap(made -> Outcome.of(encoded)));
        }
        int computed = 0;
        int inStore = 0;
        for (Crop crop : crops) {
            boolean first = done.counted().add(crop);
            if (first && done.embedded().computed(crop)) {
                computed++;
            } else if (done.embedded().get(crop).succeeded()) {
                inStore++;
            }
        }
        return new Encode.Response(regionEncoder.id(), computed, inStore, items);
    }
}
