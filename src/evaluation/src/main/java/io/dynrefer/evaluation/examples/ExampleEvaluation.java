package io.dynrefer.evaluation.examples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.store.Artefacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures classes by example. Alone: some photos of every class of a data set are examples, drawn several times, and
 * all others are asked about. Mixed: a few of the classes stand by example among words, and the things of another data
 * set are asked about, which must not be taken for them.
 */
public final class ExampleEvaluation {
    private static final int MIXED = 5; // classes by example among words
    private static final int WORDS = 100;

    private final Settings settings;

    /**
     * What is measured.
     *
     * @param classes whose categories are shown by example, from all of its splits
     * @param others things that words name, of their split; null: classes are not mixed with words
     * @param counts examples of each class
     * @param draws of examples, at least 1
     * @param most regions of the others, spread evenly
     */
    public record Settings(
            Dataset classes, @Nullable Dataset others, Split split, List<Integer> counts, int draws, int most) {
        public Settings {
            counts = List.copyOf(counts);
            if (draws < 1 || counts.isEmpty() || counts.stream().anyMatch(count -> count < 1)) {
                throw DynReferException.invalid("--draws", "Draws and examples are at least 1.");
            }
        }
    }

    public ExampleEvaluation(Settings settings) {
        this.settings = settings;
    }

    /** Looks at every region once, and compares. */
    public Report run(RegionModel model, Progress progress) {
        List<AnnotatedImage> photos = Arrays.stream(Split.values())
                .filter(settings.classes().info()::has)
                .flatMap(split -> settings.classes().images(split).stream())
                .toList();
        List<AnnotatedImage> others = others();
        long total = Stream.concat(photos.stream(), others.stream())
                .mapToLong(photo -> photo.regions().size())
                .sum();
        long[] done = {0};
        Eyes eyes = new Eyes(model, Artefacts.inMemory());
        Map<String, List<SeenRegion>> classes = SeenRegion.byName(
                SeenRegion.of(settings.classes(), photos, eyes, count -> progress.report(done[0] += count, total)));
        List<ReportTable> tables = new ArrayList<>();
        tables.add(alone(model.contrastiveDecoder(), classes));
        Dataset other = settings.others();
        if (other != null) {
            List<SeenRegion> things =
                    SeenRegion.of(other, others, eyes, count -> progress.report(done[0] += count, total));
            tables.add(mixed(model.contrastiveDecoder(), classes, things, words(model, other)));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", model.id());
        facts.put(
                "classes",
                settings.classes().info().name() + ", " + classes.size() + " classes, "
                        + classes.values().stream().mapToInt(List::size).sum() + " regions of all splits");
        facts.put("draws", String.valueOf(settings.draws()));
        return new Report("Classes by example", facts, tables, List.of());
    }

    private List<AnnotatedImage> others() {
        Dataset other = settings.others();
        if (other == null) {
            return List.of();
        }
        List<AnnotatedImage> photos = other.images(settings.split());
        long boxes = photos.stream().mapToLong(photo -> photo.regions().size()).sum();
        long[] number = {0};
        return photos.stream()
                .map(photo -> new AnnotatedImage(
                        photo.id(),
                        photo.fileName(),
                        photo.size(),
                        photo.regions().stream()
                                .filter(region -> {
                                    long at = number[0]++;
                                    return boxes <= settings.most()
                                            || (at + 1) * settings.most() / boxes > at * settings.most() / boxes;
                                })
                                .toList()))
                .filter(photo -> !photo.regions().isEmpty())
                .toList();
    }

    private ReportTable alone(ContrastiveDecoder decoder, Map<String, List<SeenRegion>> classes) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int count : settings.counts()) {
            requireMore(classes, count);
            double[] right = IntStream.range(0, settings.draws())
                    .mapToDouble(seed -> ExampleDraw.of(classes, count, seed).right(decoder, List.of()))
                    .toArray();
            rows.add(List.of(
                    Cell.of(count),
                    percent(DoubleStream.of(right).average()),
                    percent(DoubleStream.of(right).min()),
                    percent(DoubleStream.of(right).max())));
        }
        return new ReportTable(
                "All classes by example",
                "The right name first, of all regions that are no examples: mean, worst and best of the draws.",
                List.of("examples a class", "right", "worst", "best"),
                rows);
    }

    private static void requireMore(Map<String, List<SeenRegion>> classes, int count) {
        classes.forEach((name, regions) -> {
            if (regions.size() <= count) {
                throw DynReferException.invalid(
                        "--examples",
                        "'" + name + "' has " + regions.size() + " regions, too few for " + count
                                + " examples and one to ask about.");
            }
        });
    }

    private static Cell percent(OptionalDouble share) {
        return Cell.percent(share.orElseThrow());
    }

    /** The words of the others' data set, filled up with the model's own. */
    private static List<String> words(RegionModel model, Dataset other) {
        List<String> own = Arrays.stream(Split.values())
                .filter(other.info()::has)
                .flatMap(split -> other.images(split).stream())
                .flatMap(photo -> photo.regions().stream())
                .map(region -> region.labels().category())
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        List<String> more = model.contrastiveDecoder().defaultCategories().stream()
                .filter(word -> !own.contains(word))
                .toList();
        int missing = Math.max(0, WORDS - own.size());
        return Stream.concat(
                        own.stream(),
                        IntStream.range(0, Math.min(missing, more.size()))
                                .mapToObj(i -> more.get((int) ((long) i * more.size() / missing))))
                .toList();
    }

    private ReportTable mixed(
            ContrastiveDecoder decoder,
            Map<String, List<SeenRegion>> classes,
            List<SeenRegion> things,
            List<String> words) {
        List<RegionRepresentation> seen =
                things.stream().map(SeenRegion::representation).toList();
        double before = ExampleDraw.share(decoder.categories(seen, words), things);
        List<List<Cell>> rows = new ArrayList<>();
        for (int count : settings.counts()) {
            List<ExampleDraw> draws = IntStream.range(0, settings.draws())
                    .mapToObj(seed -> ExampleDraw.of(ExampleDraw.some(classes, MIXED, seed), count, seed))
                    .toList();
            rows.add(List.of(
                    Cell.of(count),
                    Cell.percent(before),
                    percent(draws.stream()
                            .mapToDouble(draw -> draw.right(decoder, words, things))
                            .average()),
                    percent(draws.stream()
                            .mapToDouble(draw -> draw.right(decoder, words, things))
                            .min()),
                    percent(draws.stream()
                            .mapToDouble(draw -> draw.right(decoder, words))
                            .average())));
        }
        return new ReportTable(
                MIXED + " classes by example among " + words.size() + " words",
                things.size() + " things of another data set, of which words name each, and the regions of the "
                        + "classes that are no examples; means of the draws.",
                List.of(
                        "examples a class",
                        "things right among words alone",
                        "with the examples",
                        "worst draw",
                        "classes right"),
                rows);
    }
}
