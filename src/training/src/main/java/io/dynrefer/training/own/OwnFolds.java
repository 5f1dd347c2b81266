package io.dynrefer.training.own;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.data.imports.Folds;
import io.dynrefer.data.imports.NearCopyGroups;
import io.dynrefer.region.DynReferException;
import io.dynrefer.training.samples.SampleSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well own categories are learned, by parts: all photos of a data set are divided into folds, near-copies together,
 * and each is asked about by weights that were learned from the others; a sixth of these chooses the number of steps.
 */
public final class OwnFolds {
    private static final int CHOOSING = 6;
    private static final int RESAMPLES = 1000;
    private static final int PERCENT = 100;
    private static final double TAIL = 0.025;

    private final Path start;
    private final Path cache;
    private final int folds;
    private final Consumer<String> messages;

    /**
     * What came of it, in percent.
     *
     * @param right of all regions, before and after
     * @param low lower end of the 95 % interval of {@code after}, resampled by groups of near-copies
     * @param high upper end
     * @param knownBefore right of another data set's regions among its words; absent if there is none
     * @param knownAfter the same with the weights, the worst of the folds
     * @param mixedBefore the same among those words and the own ones together
     * @param mixedAfter the same with the weights, the worst of the folds
     */
    public record Result(
            int classes,
            int regions,
            int groups,
            double before,
            double after,
            double low,
            double high,
            int knownRegions,
            double knownBefore,
            double knownAfter,
            double mixedBefore,
            double mixedAfter) {}

    /** @param cache folder of computed features */
    public OwnFolds(Path start, Path cache, int folds, Consumer<String> messages) {
        if (folds < 2) {
            throw DynReferException.invalid("--folds", "--folds must be at least 2, not " + folds + ".");
        }
        this.start = start;
        this.cache = cache;
        this.folds = folds;
        this.messages = messages;
    }

    /** @param known another data set, whose test split says what the model knew before; null for none */
    public Result run(Dataset dataset, @Nullable Dataset known) {
        try (OwnReader reader = new OwnReader(start, cache, messages)) {
            List<SampleSource> sources = new ArrayList<>();
            for (Split split : Split.values()) {
                if (dataset.info().has(split)) {
                    sources.add(new SampleSource(dataset, split, 0));
                }
            }
            TreeSet<String> all = new TreeSet<>();
            sources.forEach(source -> source.samples()
                    .forEach(sample -> all.add(sample.region().labels().category())));
            all.remove("");
            List<String> words = List.copyOf(all);
            OwnRegions regions = OwnRegions.empty();
            for (SampleSource source : sources) {
                regions = regions.and(reader.read(source, words, true));
            }
            KnownWords knownWords = known == null ? null : KnownWords.of(reader, known, words);
            return crossed(dataset, words, regions, knownWords);
        }
    }

    private Result crossed(Dataset dataset, List<String> words, OwnRegions regions, @Nullable KnownWords known) {
        Photos photos = photos(dataset, regions);
        List<Integer> fold = Folds.of(photos.plain(), folds, 0);
        boolean[] right = new boolean[regions.size()];
        double knownAfter = known == null ? 0 : known.before();
        double mixedAfter = known == null ? 0 : known.mixedBefore();
        for (int held = 0; held < folds; held++) {
            int of = held;
            messages.accept("Fold " + (held + 1) + " of " + folds);
            List<Integer> rest = numbers(photos, photo -> fold.get(photo) != of);
            List<Integer> asked = numbers(photos, photo -> fold.get(photo) == of);
            ChosenFit fit = fit(photos, fold, of, regions, words.size());
            OwnRegions tested = regions.only(asked);
            List<Integer> first = OwnScores.first(tested, fit.onAll());
            for (int i = 0; i < asked.size(); i++) {
                right[asked.get(i)] = first.get(i).equals(tested.labels().get(i));
            }
            messages.accept(OwnScores.right(tested, first) + " of " + asked.size() + " right, learned from "
                    + rest.size() + ", " + fit.step() + " steps");
            if (known != null) {
                knownAfter = Math.min(knownAfter, known.after(fit.onAll()));
                mixedAfter = Math.min(mixedAfter, known.mixedAfter(fit.onAll()));
            }
        }
        double[] interval = interval(right, photos);
        return new Result(
                words.size(),
                regions.size(),
                (int) photos.plain().stream().map(Folds.Photo::group).distinct().count(),
                percent(OwnScores.right(regions, OwnScores.firstBefore(regions)), regions.size()),
                percent(IntStream.range(0, right.length).filter(i -> right[i]).count(), right.length),
                interval[0],
                interval[1],
                known == null ? 0 : known.size(),
                known == null ? 0 : known.before(),
                knownAfter,
                known == null ? 0 : known.mixedBefore(),
                mixedAfter);
    }

    private ChosenFit fit(Photos photos, List<Integer> fold, int held, OwnRegions regions, int words) {
        List<Integer> rest = IntStream.range(0, photos.plain().size())
                .filter(photo -> fold.get(photo) != held)
                .boxed()
                .toList();
        List<Integer> inner = Folds.of(rest.stream().map(photos.plain()::get).toList(), CHOOSING, 1);
        boolean[] choosing = new boolean[photos.plain().size()];
        for (int i = 0; i < rest.size(); i++) {
            choosing[rest.get(i)] = inner.get(i) == 0;
        }
        return ChosenFit.of(
                regions.only(numbers(photos, photo -> fold.get(photo) != held && !choosing[photo])),
                regions.only(numbers(photos, photo -> fold.get(photo) != held && choosing[photo])),
                words,
                OwnTraining.settings(start, words),
                messages);
    }

    /**
     * Photos of the regions.
     *
     * @param ofRegion the number of each region's photo
     */
    private record Photos(List<Folds.Photo> plain, List<Integer> ofRegion) {}

    private static Photos photos(Dataset dataset, OwnRegions regions) {
        Map<AnnotatedImage, List<String>> categories = new LinkedHashMap<>();
        Map<AnnotatedImage, Integer> numbers = new LinkedHashMap<>();
        List<Integer> ofRegion = new ArrayList<>();
        for (OwnRegions.Place place : regions.where()) {
            numbers.putIfAbsent(place.photo(), numbers.size());
            ofRegion.add(numbers.get(place.photo()));
            categories
                    .computeIfAbsent(place.photo(), key -> new ArrayList<>())
                    .add(place.region().labels().category());
        }
        NearCopyGroups copies = new NearCopyGroups();
        numbers.keySet().forEach(photo -> copies.add(dataset.pixels().read(photo)));
        List<Folds.Photo> plain = new ArrayList<>();
        categories.forEach((photo, of) ->
                plain.add(new Folds.Photo(photo.fileName(), copies.groups().get(plain.size()), of)));
        return new Photos(plain, ofRegion);
    }

    private static List<Integer> numbers(Photos photos, IntPredicate wanted) {
        return IntStream.range(0, photos.ofRegion().size())
                .filter(region -> wanted.test(photos.ofRegion().get(region)))
                .boxed()
                .toList();
    }

    private static double percent(long part, long all) {
        return all == 0 ? 0 : (double) PERCENT * part / all;
    }

    private static double[] interval(boolean[] right, Photos photos) {
        Map<Integer, int[]> groups = new LinkedHashMap<>(); // right and all
        for (int i = 0; i < right.length; i++) {
            int group = photos.plain().get(photos.ofRegion().get(i)).group();
            int[] counts = groups.computeIfAbsent(group, key -> new int[2]);
            counts[0] += right[i] ? 1 : 0;
            counts[1]++;
        }
        List<int[]> drawn = List.copyOf(groups.values());
        Random random = new Random(1);
        double[] shares = new double[RESAMPLES];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            int[] sum = new int[2];
            for (int i = 0; i < drawn.size(); i++) {
                int[] group = drawn.get(random.nextInt(drawn.size()));
                sum[0] += group[0];
                sum[1] += group[1];
            }
            shares[sample] = percent(sum[0], sum[1]);
        }
        Arrays.sort(shares);
        return new double[] {shares[(int) (TAIL * RESAMPLES)], shares[(int) ((1 - TAIL) * RESAMPLES) - 1]};
    }
}
