package io.dynrefer.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/** How good an index's answers are, and how fast. */
public final class SearchMeasure {
    private static final int TOP = 10;
    private static final long SEED = 18;

    /** Length of the noise beside a vector of length 1: neighbours have cosines around 0.89 with the real ones. */
    private static final double NOISE = 0.5;

    private SearchMeasure() {}

    /**
     * How a search for a word went.
     *
     * @param regions that have the word as label
     * @param precision share of them among the first {@value #TOP} answers, 0..1
     */
    public record Word(String word, int regions, double precision) {}

    /** Searches for each label that at least {@value #TOP} regions have; by name. */
    public static List<Word> words(SearchIndex index) {
        Map<String, Integer> counts = new HashMap<>();
        index.regions().forEach(region -> {
            if (region.label() != null) {
                counts.merge(region.label(), 1, Integer::sum);
            }
        });
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= TOP)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Word(entry.getKey(), entry.getValue(), precision(index, entry.getKey())))
                .toList();
    }

    private static double precision(SearchIndex index, String word) {
        Phrase phrase = new Phrase(Optional.of(word), List.of());
        return index.find(phrase, TOP).stream()
                        .filter(hit -> word.equals(hit.region().label()))
                        .count()
                / (double) TOP;
    }

    /**
     * What a graph of many vectors costs and misses.
     *
     * @param vectors in the graph
     * @param real of them regions of the index; the others were drawn around these
     * @param queries asked
     * @param medianMillis half of the queries took no longer
     * @param slowestMillis the slowest but one in a hundred
     * @param exactMillis the median of comparing with all
     * @param recall share of the {@value #TOP} nearest that the graph found, 0..1
     */
    public record Speed(
            int vectors,
            int real,
            int queries,
            double medianMillis,
            double slowestMillis,
            double exactMillis,
            double recall) {}

    /**
     * Measures a graph of the index's vectors and neighbours drawn around them, made in a folder unless it is there.
     *
     * @param words queries beside those by likeness to real regions
     */
    public static Speed speed(Path index, Path folder, int count, int queries, List<float[]> words) {
        IndexCard card = IndexCard.read(index);
        List<float[]> real = new ArrayList<>();
        new IndexParts(index, card.width()).vectors((number, vector) -> real.add(vector.clone()));
        if (!Files.isDirectory(folder)) {
            Path draft = folder.resolveSibling(folder.getFileName() + ".part");
            GraphNearest.build(draft, each -> draw(real, count, each));
            move(draft, folder);
        }
        float[] all = new float[Math.multiplyExact(count, card.width())];
        draw(real, count, (number, vector) -> System.arraycopy(vector, 0, all, number * card.width(), card.width()));
        try (GraphNearest graph = GraphNearest.open(folder)) {
            return compare(graph, new ExactNearest(all, card.width()), count, real, queries(real, queries, words));
        }
    }

    private static void move(Path draft, Path folder) {
        try {
            Files.move(draft, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    /** First the real ones, then one around each in turn. */
    private static void draw(List<float[]> real, int count, BiConsumer<Integer, float[]> each) {
        Random random = new Random(SEED);
        for (int number = 0; number < count; number++) {
            float[] vector = real.get(number % real.size());
            each.accept(number, number < real.size() ? vector : around(vector, random));
        }
    }

    private static float[] around(float[] vector, Random random) {
        float[] drawn = vector.clone();
        double squares = 0;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] += (float) (random.nextGaussian() * NOISE / Math.sqrt(drawn.length));
            squares += (double) drawn[i] * drawn[i];
        }
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (drawn[i] / Math.sqrt(squares));
        }
        return drawn;
    }

    /** The words, then neighbours of real regions that are not in the graph. */
    private static List<float[]> queries(List<float[]> real, int count, List<float[]> words) {
        Random random = new Random(SEED + 1);
        List<float[]> queries = new ArrayList<>(words.subList(0, Math.min(words.size(), count)));
        while (queries.size() < count) {
            queries.add(around(real.get(random.nextInt(real.size())), random));
        }
        return queries;
    }

    private static Speed compare(
            GraphNearest graph, ExactNearest exact, int count, List<float[]> real, List<float[]> queries) {
        List<Double> graphMillis = new ArrayList<>();
        List<Double> exactMillis = new ArrayList<>();
        int found = 0;
        queries.forEach(query -> Objects.requireNonNull(graph.find(query, TOP))); // the first time files are read
        for (float[] query : queries) {
            long start = System.nanoTime();
            List<Nearest.Found> near = graph.find(query, TOP);
            long middle = System.nanoTime();
            List<Nearest.Found> nearest = exact.find(query, TOP);
            graphMillis.add((middle - start) / 1e6);
            exactMillis.add((System.nanoTime() - middle) / 1e6);
            Set<Integer> numbers = new HashSet<>();
            near.forEach(one -> numbers.add(one.number()));
            found += (int) nearest.stream()
                    .filter(one -> numbers.contains(one.number()))
                    .count();
        }
        return new Speed(
                count,
                Math.min(count, real.size()),
                queries.size(),
                quantile(graphMillis, 0.5),
                quantile(graphMillis, 0.99),
                quantile(exactMillis, 0.5),
                (double) found / (TOP * queries.size()));
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size()));
    }
}
