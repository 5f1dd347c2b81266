package io.dynrefer.search;

import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.WordSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An index that is asked: by words, or by what a region of another photo looks like. Safe for several threads. */
public final class SearchIndex implements AutoCloseable {
    /** Up to so many regions every one is compared. */
    static final int EXACT = 5000;

    /** Nearest vectors beyond those wanted that words are weighed again for. */
    private static final int CANDIDATES = 200;

    /** How often a thing's probability counts where attributes are asked for as well. */
    private static final int THING = 2;

    /** Most answers to one query. */
    public static final int MOST = 1000;

    private static final String GRAPH = "graph";

    private final List<IndexedRegion> regions;
    private final float[] claims; // of the model's own words on each region
    private final RegionModel model;
    private final WordSpace space;
    private final RegionVectors vectors;
    private final Nearest nearest;

    private SearchIndex(List<IndexedRegion> regions, float[] claims, RegionModel model, Nearest nearest) {
        this.regions = regions;
        this.claims = claims;
        this.model = model;
        this.space = RegionVectors.space(model);
        this.vectors = new RegionVectors(model);
        this.nearest = nearest;
    }

    /** Opens an index; the weights must be those that it was made with. */
    public static SearchIndex open(Path index, RegionModel model) {
        IndexCard card = IndexCard.read(index);
        card.requireModel(model.id(), index);
        IndexParts parts = new IndexParts(index, card.width());
        List<IndexedRegion> regions = parts.regions();
        if (regions.isEmpty()) {
            throw DynReferException.invalid("index", index + " has no region yet: finish 'dynrefer index'.");
        }
        float[] claims = parts.claims(regions.size());
        if (regions.size() <= EXACT) {
            return new SearchIndex(regions, claims, model, ExactNearest.of(parts, regions.size(), card.width()));
        }
        if (!Files.isDirectory(index.resolve(GRAPH))) {
            throw DynReferException.invalid("index", index + " is not finished: give its 'dynrefer index' again.");
        }
        return new SearchIndex(regions, claims, model, GraphNearest.open(index.resolve(GRAPH)));
    }

    /** Makes the graph of an index that is too large to compare all, unless it has all regions. */
    static void prepare(Path index) {
        IndexParts parts = new IndexParts(index, IndexCard.read(index).width());
        Path graph = index.resolve(GRAPH);
        int count = parts.regions().size();
        if (count <= EXACT || Files.isDirectory(graph) && size(graph) == count) {
            return;
        }
        Path draft = index.resolve(GRAPH + ".part");
        try {
            delete(draft);
            GraphNearest.build(draft, parts::vectors);
            delete(graph);
            Files.move(draft, graph, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(graph + " cannot be written", e);
        }
    }

    /**
     * Takes every region of a photo out of an index and its graph. When that was interrupted, it is finished by the
     * next that opens the index, or by the same again.
     *
     * @return how many regions there were
     */
    public static int forget(Path index, ImageDigest photo) {
        IndexParts parts = new IndexParts(index, IndexCard.read(index).width());
        int count = parts.regions().size();
        if (parts.regions().stream().anyMatch(region -> region.digest().equals(photo.hex()))) {
            try {
                delete(index.resolve(GRAPH + ".part"));
                delete(index.resolve(GRAPH));
            } catch (IOException e) {
                throw new UncheckedIOException(index + " cannot be written", e);
            }
            parts.keep(region -> !region.digest().equals(photo.hex()));
        }
        prepare(index);
        return count - parts.regions().size();
    }

    private static int size(Path graph) {
        try (GraphNearest opened = GraphNearest.open(graph)) {
            return opened.size();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** All regions, in the order in which they came. */
    public List<IndexedRegion> regions() {
        return regions;
    }

    /** What a phrase is taken for: attributes that the model knows, and a thing. */
    public Phrase phrase(String words) {
        return Phrase.parse(words, model.contrastiveDecoder().defaultAttributes());
    }

    /**
     * The regions that fit a phrase best, best first. Looked at are some hundreds, nearest to the phrase and nearest to
     * its thing; those come first that are the thing and have the attributes most probably. A probability weighs what
     * is lacking, not how strongly it is there: a red train is no suitcase, however red.
     */
    public List<Hit> find(Phrase phrase, int most) {
        requireMost(most);
        Optional<WordSpace.Words> thing = phrase.thing().map(word -> space.words(Optional.of(word), List.of()));
        int weight = phrase.attributes().isEmpty() ? 1 : THING;
        ToDoubleFunction<float[]> certainty = space.certainty(phrase.attributes());
        return candidates(phrase, thing, most)
                .mapToObj(number -> {
                    float[] vector = nearest.vector(number);
                    double named = thing.map(words -> words.logits() * cosine(words.direction(), vector))
                            .map(logit -> logit - claims[number])
                            .orElse(0.0);
                    return new Hit(regions.get(number), weight * named + certainty.applyAsDouble(vector));
                })
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(most)
                .toList();
    }

    /** Numbers of regions that are worth weighing, each once. */
    private IntStream candidates(Phrase phrase, Optional<WordSpace.Words> thing, int most) {
        Stream<WordSpace.Words> whole = Stream.of(space.words(phrase.thing(), phrase.attributes()));
        return Stream.concat(whole, phrase.attributes().isEmpty() ? Stream.empty() : thing.stream())
                .flatMap(words -> nearest.find(words.direction(), most + CANDIDATES).stream())
                .mapToInt(Nearest.Found::number)
                .distinct();
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    /** The regions that are most like a region of a photo, best first; the region itself, if it is there, as well. */
    public List<Hit> like(RgbImage photo, Box box, int most) {
        requireMost(most);
        return nearest.find(vectors.of(photo, List.of(box)).get(0), most).stream()
                .map(found -> new Hit(regions.get(found.number()), found.cosine()))
                .toList();
    }

    private static void requireMost(int most) {
        if (most < 1 || most > MOST) {
            throw DynReferException.invalid("top_k", "A search answers 1 to " + MOST + " regions, not " + most + ".");
        }
    }

    /**
     * A region that was found.
     *
     * @param score by likeness the cosine of both vectors, in [-1, 1]; by words the logarithm of the thing's calibrated
     *     probability among the model's own words, twice where attributes are asked for, plus those of the attributes
     */
    public record Hit(IndexedRegion region, double score) {}

    @Override
    public void close() {
        nearest.close();
    }
}
