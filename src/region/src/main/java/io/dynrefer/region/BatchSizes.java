package io.dynrefer.region;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How many items go through the network in one forward pass, so that memory does not grow with the request. Whoever
 * asks an encoder or a decoder cuts its work by these sizes; the network takes what it is given.
 *
 * @param crops most crops in the image encoder
 * @param regions most regions in the region encoder, and in the heads for tags, categories and attributes
 * @param texts most texts that one batch of regions is compared with
 * @param captions most regions whose captions are searched together; each holds keys and values for every beam
 */
public record BatchSizes(int crops, int regions, int texts, int captions) {
    /**
     * What suits processors. Arrays for more crops are so large that they are returned to the system every time; more
     * texts gain nothing. An accelerator gains from more of everything.
     */
    public static final BatchSizes DEFAULT = new BatchSizes(4, 8, 512, 16);

    public BatchSizes {
        if (Math.min(Math.min(crops, regions), Math.min(texts, captions)) < 1) {
            throw DynReferException.invalid(
                    "batch_size",
                    "A batch holds at least one item, not " + crops + " crops, " + regions + " regions, " + texts
                            + " texts, " + captions + " captions.");
        }
    }

    /** The same number of crops, regions and captions at once; texts as by {@link #DEFAULT}. */
    public static BatchSizes of(int size) {
        return new BatchSizes(size, size, DEFAULT.texts, size);
    }

    /**
     * Applies {@code work} to consecutive batches of at most {@code size} items, while the thread's {@link Deadline}
     * allows; one result per item, in order.
     */
    public static <T, R> List<R> inBatches(
            int size, List<T> items, Function<List<T>, ? extends List<? extends R>> work) {
        List<R> results = new ArrayList<>(items.size());
        for (int begin = 0; begin < items.size(); begin += size) {
            Deadline.check();
            List<T> batch = items.subList(begin, Math.min(begin + size, items.size()));
            List<? extends R> answered = work.apply(batch);
            if (answered.size() != batch.size()) {
                throw new IllegalStateException("gave " + batch.size() + " items, got " + answered.size() + " results");
            }
            results.addAll(answered);
        }
        return results;
    }
}
