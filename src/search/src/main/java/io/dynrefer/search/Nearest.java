package io.dynrefer.search;

import java.util.List;

/** Finds the vectors with the largest cosines with a query. Safe for use by several threads. */
interface Nearest extends AutoCloseable {
    /**
     * The nearest ones, best first; of equals the first.
     *
     * @param query of length 1
     * @param most how many, at least 1
     */
    List<Found> find(float[] query, int most);

    /** A vector by its number. */
    float[] vector(int number);

    @Override
    void close();

    /** A vector's number and its cosine with the query, in [-1, 1]. */
    record Found(int number, double cosine) {}
}
