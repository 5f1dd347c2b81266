package io.dynrefer.model.minilm;

import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.region.Deadline;
import io.dynrefer.region.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts to MiniLM's sentence embeddings, each of length one.
 *
 * <p>The weights are read when the first text comes, since the vocabularies of a model folder have their embeddings
 * stored. Closing it frees them.
 */
public final class MiniLmTextEncoder implements TextEncoder, AutoCloseable {
    private static final int BATCH = 64;

    private final MiniLmSizes sizes;
    private @Nullable Loaded loaded;

    public MiniLmTextEncoder(MiniLmSizes sizes) {
        this.sizes = sizes;
    }

    /** What the first text needs. */
    private record Loaded(MiniLmTokenizer tokenizer, MiniLmWeights weights, MiniLmNetwork network) {
        static Loaded of(MiniLmSizes sizes) {
            MiniLmWeights weights = MiniLmWeights.open();
            return new Loaded(new MiniLmTokenizer(), weights, new MiniLmNetwork(Weights.of(weights), sizes));
        }
    }

    @Override
    public FloatMatrix encode(List<String> texts) {
        Loaded ready = loaded();
        List<long[]> ids = texts.stream().map(ready.tokenizer()::encode).toList();
        // Texts of one length go together, so that none needs padding and each gives the same numbers in any company.
        Map<Integer, List<Integer>> byLength = IntStream.range(0, ids.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> ids.get(i).length, TreeMap::new, Collectors.toList()));
        float[] values = new float[texts.size() * sizes.outputWidth()];
        byLength.forEach((length, places) -> {
            for (int from = 0; from < places.size(); from += BATCH) {
                Deadline.check();
                encode(ready, ids, places.subList(from, Math.min(from + BATCH, places.size())), values);
            }
        });
        return new FloatMatrix(texts.size(), sizes.outputWidth(), values);
    }

    private void encode(Loaded ready, List<long[]> ids, List<Integer> places, float[] values) {
        int length = ids.get(places.get(0)).length;
        long[] batch = places.stream()
                .flatMapToLong(place -> Arrays.stream(ids.get(place)))
                .toArray();
        float[] rows = Inference.call(manager -> ready.network()
                .forward(manager.create(batch, new Shape(places.size(), length)))
                .toFloatArray());
        int width = sizes.outputWidth();
        for (int i = 0; i < places.size(); i++) {
            System.arraycopy(rows, i * width, values, places.get(i) * width, width);
        }
    }

    private synchronized Loaded loaded() {
        if (loaded == null) {
            loaded = Inference.call(manager -> Loaded.of(sizes));
        }
        return loaded;
    }

    @Override
    public synchronized void close() {
        if (loaded != null) {
            loaded.tokenizer().close();
            loaded.weights().close();
            loaded = null;
        }
    }
}
