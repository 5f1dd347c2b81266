package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One run of the decoder over a batch, token by token.
 *
 * <p>Self-attention's keys and values are kept and reordered with the beams; those of the encoder's output are made
 * once and shared by an item's beams, which enter cross-attention as queries of one sample. Items that a search leaves
 * out are dropped from everything kept.
 */
final class T5Decoding implements TokenScorer, AutoCloseable {
    private final T5Decoder decoder;
    private final NDManager manager;
    private final int beams;
    private final Scale scale;
    private final List<RowCache> past = new ArrayList<>(); // one per block
    private final List<KeysAndValues> encoded = new ArrayList<>(); // one per block: (items, heads, source, head size)
    private NDArray crossBias; // (items, 1, 1, source)
    private int length;

    /** What a score is. */
    enum Scale {
        /** The network's output. */
        RAW,
        LOG_PROBABILITY
    }

    /**
     * Starts a run.
     *
     * @param encoderOutput (items, source, width)
     * @param crossBias (items, 1, 1, source)
     */
    T5Decoding(T5Decoder decoder, NDArray encoderOutput, NDArray crossBias, int beams, Scale scale) {
        this.decoder = decoder;
        this.manager = encoderOutput.getManager();
        this.beams = beams;
        this.scale = scale;
        this.crossBias = crossBias;
        for (T5DecoderBlock block : decoder.blocks()) {
            past.add(new RowCache());
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                encoded.add(block.encoded(encoderOutput).keep());
            }
        }
    }

    @Override
    public float[] score(int[] tokens, int[] origins) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            if (length > 0) {
                follow(origins);
            }
            long[] ids = IntStream.of(tokens).asLongStream().toArray();
            NDArray hidden = decoder.embed(manager.create(ids, new Shape(tokens.length / beams, beams)));
            NDArray selfBias = decoder.positions().bias(manager, length, length + 1); // (1, heads, 1, length + 1)
            for (int block = 0; block < past.size(); block++) {
                hidden = decoder.blocks()
                        .get(block)
                        .step(hidden, past.get(block), selfBias, encoded.get(block), crossBias);
            }
            length++;
            NDArray scores = decoder.logits(hidden); // (items, beams, vocabulary)
            return finite((scale == Scale.RAW ? scores : scores.logSoftmax(-1)).toFloatArray());
        }
    }

    /** A text that is chosen among scores which are none would be made up. */
    private static float[] finite(float[] scores) {
        for (float score : scores) {
            if (!Float.isFinite(score)) {
                throw new DynReferException(
                        ErrorCode.INTERNAL,
                        "The language model's scores are not numbers; its weights are damaged or their values too large.");
            }
        }
        return scores;
    }

    private void follow(int[] origins) {
        int itemsBefore = Math.toIntExact(crossBias.getShape().get(0));
        boolean unchanged =
                Arrays.equals(origins, IntStream.range(0, itemsBefore * beams).toArray());
        if (unchanged) {
            return;
        }
        NDArray rows = manager.create(IntStream.of(origins).asLongStream().toArray());
        past.forEach(cache -> cache.select(rows));
        if (origins.length < itemsBefore * beams) {
            dropItems(IntStream.range(0, origins.length / beams)
                    .mapToLong(item -> origins[item * beams] / beams)
                    .toArray());
        }
    }

    private void dropItems(long[] kept) {
        NDArray items = manager.create(kept);
        for (int block = 0; block < encoded.size(); block++) {
            KeysAndValues all = encoded.get(block);
            encoded.set(block, all.select(items).keep());
            all.close();
        }
        crossBias = Rows.select(crossBias, items);
        NDScope.unregister(crossBias);
    }

    @Override
    public void close() {
        past.forEach(RowCache::close);
        encoded.forEach(KeysAndValues::close);
    }
}
