package io.dynrefer.evaluation.photos;

import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.language.CaptionText;
import io.dynrefer.data.language.ClassWords;
import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.ClassMeanStatistic;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.bootstrap.Statistic;
import io.dynrefer.evaluation.caption.Cider;
import io.dynrefer.evaluation.caption.DocumentFrequencies;
import io.dynrefer.evaluation.caption.PtbTokenizer;
import io.dynrefer.evaluation.meteor.EnglishStems;
import io.dynrefer.evaluation.photos.PhotoEvaluation.Answers;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.region.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the answers about one data set's photos are worth. */
final class PhotoReport {
    private static final Set<String> BASIC_COLORS = Set.of(
            "color:black",
            "color:white",
            "color:gray",
            "color:red",
            "color:orange",
            "color:yellow",
            "color:green",
            "color:blue",
            "color:purple",
            "color:pink",
            "color:brown");
    private static final int LEAST_OF_A_CLASS = 5;
    private static final int SMALL = 32;
    private static final int LARGE = 64;
    private static final int FEW = 5;
    private static final int LIKELY = 10;

    private final Answers answers;
    private final Optional<ReferencePhrases> references;
    private final Bootstrap bootstrap;
    private final List<PhotoAnswer> boxes;
    private final CalibrationError categoryCalibration = new CalibrationError();
    private final CalibrationError openCalibration = new CalibrationError();
    private final CalibrationError tagCalibration = new CalibrationError();
    private final CalibrationError attributeCalibration = new CalibrationError();
    private final List<List<Cell>> rows = new ArrayList<>();

    PhotoReport(Answers answers, Optional<ReferencePhrases> references) {
        this.answers = answers;
        this.references = references;
        this.bootstrap = new Bootstrap(answers.images());
        this.boxes = answers.ownWords().stream().filter(this::isBox).toList();
        boxes.forEach(this::calibrate);
        where(answers.openWords(), this::isBox).forEach(this::calibrateOpen);
    }

    /** Whether a name is one of the eleven basic colours. */
    static boolean isBasicColor(String attribute) {
        return BASIC_COLORS.contains(attribute);
    }

    /** Whether it is a labelled box, not a region that has a caption alone. */
    private boolean isBox(PhotoAnswer answer) {
        return answer.truth().origin().part().equals(answers.dataset().info().name());
    }

    /** Reliability diagrams by what they are about. */
    Map<String, byte[]> diagrams() {
        String name = answers.dataset().info().name();
        Map<String, byte[]> diagrams = new TreeMap<>();
        diagrams.put(
                "reliability",
                categoryCalibration.diagram(
                        name + ": category among " + answers.own().categories().size() + " words"));
        if (tagCalibration.count() > 0) {
            diagrams.put("tags-reliability", tagCalibration.diagram(name + ": " + LIKELY + " likeliest tags"));
        }
        if (attributeCalibration.count() > 0) {
            diagrams.put("attributes-reliability", attributeCalibration.diagram(name + ": attributes"));
        }
        return diagrams;
    }

    /** Whether the model's answers say how likely they are. */
    private boolean isCalibrated() {
        return boxes.stream().anyMatch(answer -> answer.answer().probability() != null);
    }

    ReportTable table() {
        categories();
        openCategories();
        tags();
        colors();
        choices();
        captions();
        add(
                "calibration error of " + (isCalibrated() ? "`probability`" : "the scores' softmax") + ", 15 bins",
                categoryCalibration);
        add("the same without words, right by WordNet", openCalibration);
        add("calibration error of the " + LIKELY + " likeliest tags, 15 bins", tagCalibration);
        add("calibration error of attributes, 15 bins", attributeCalibration);
        background();
        return new ReportTable(
                answers.dataset().info().name(),
                "In percent, with 95 % bootstrap intervals over photos; n counts regions, or classes where a mean of"
                        + " classes with at least " + LEAST_OF_A_CLASS + " regions is meant.",
                List.of("measure", "n", "model"),
                rows);
    }

    private void add(String name, Statistic statistic) {
        if (statistic.count() > 0) {
            rows.add(List.of(Cell.of(name), Cell.of(statistic.count()), Cell.percent(bootstrap.estimate(statistic))));
        }
    }

    /** The mean of a value over these answers, and the mean of its means over their classes. */
    private void addWithClasses(String name, List<PhotoAnswer> group, ToDoubleFunction<PhotoAnswer> value) {
        ClassMeanStatistic classes = new ClassMeanStatistic(answers.images(), LEAST_OF_A_CLASS);
        group.forEach(answer -> classes.add(answer.image(), answer.category(), value.applyAsDouble(answer)));
        add(name, mean(group, value));
        add(name + ", mean of classes", classes);
    }

    /** The mean of a value over the small boxes and over the others, where both are there. */
    private void addBySize(String name, List<PhotoAnswer> group, ToDoubleFunction<PhotoAnswer> value) {
        List<PhotoAnswer> small = where(group, answer -> answer.shorterSide() < SMALL);
        if (!small.isEmpty() && small.size() < group.size()) {
            add(name + ", shorter side < 32 px", mean(small, value));
            add(name + ", shorter side ≥ 32 px", mean(where(group, answer -> answer.shorterSide() >= SMALL), value));
        }
    }

    private static List<PhotoAnswer> where(List<PhotoAnswer> group, Predicate<PhotoAnswer> member) {
        return group.stream().filter(member).toList();
    }

    private MeanStatistic mean(List<PhotoAnswer> group, ToDoubleFunction<PhotoAnswer> value) {
        MeanStatistic mean = new MeanStatistic(answers.images(), Range.SHARE);
        group.forEach(answer -> mean.add(answer.image(), value.applyAsDouble(answer), 1));
        return mean;
    }

    private static double share(boolean right) {
        return right ? 1 : 0;
    }

    private void categories() {
        List<String> words = answers.own().categories();
        String name = "category among " + words.size() + " words";
        ToDoubleFunction<PhotoAnswer> right =
                answer -> share(answer.best(words, 1).contains(answer.category()));
        addWithClasses(name, boxes, right);
        addBySize(name, boxes, right);
    }

    private void openCategories() {
        List<String> words = answers.open().categories();
        List<PhotoAnswer> asked = where(answers.openWords(), this::isBox);
        for (int number : new int[] {1, FEW}) {
            add(
                    "no words given: right by WordNet, " + (number == 1 ? "first" : "among five"),
                    mean(
                            asked,
                            answer -> share(answer.best(words, number).stream()
                                    .anyMatch(word -> Kinship.accepts(answer.category(), word)))));
        }
    }

    /** Against the nouns of the photo's captions, which stand among the words a caption should have. */
    private void tags() {
        List<PhotoAnswer> large = where(
                boxes,
                answer -> answer.shorterSide() >= LARGE
                        && !answer.truth().labels().slots().context().isEmpty()
                        && answer.answer().tags() != null);
        add(
                "tags, shorter side ≥ 64 px: nouns of the photo's captions among the first five",
                mean(
                        large,
                        answer -> precision(
                                answer, answer.truth().labels().slots().context())));
        add(
                "the same, or the category or a broader term",
                mean(large, answer -> precision(answer, answer.truth().labels().tags())));
    }

    private double precision(PhotoAnswer answer, List<String> right) {
        List<String> first =
                PhotoAnswer.best(answers.tagVocabulary(), answer.answer().tags(), FEW);
        return first.stream().filter(right::contains).count() / (double) FEW;
    }

    private void colors() {
        List<String> colors = answers.attributes().stream()
                .map(Attribute::name)
                .filter(PhotoReport::isBasicColor)
                .toList();
        List<PhotoAnswer> colored = where(boxes, answer -> color(answer).isPresent());
        MeanStatistic all = new MeanStatistic(answers.images(), Range.SHARE);
        ClassMeanStatistic classes = new ClassMeanStatistic(answers.images(), LEAST_OF_A_CLASS);
        for (PhotoAnswer answer : colored) {
            String color = color(answer).orElseThrow();
            Map<String, Float> scores = attributes(answer);
            double right = share(colors.stream()
                    .max(Comparator.comparing(word -> scores.getOrDefault(word, 0f)))
                    .orElse("")
                    .equals(color));
            all.add(answer.image(), right, 1);
            classes.add(answer.image(), color, right);
        }
        add("colour among " + colors.size() + " words", all);
        add("colour, mean of colours", classes);
    }

    /** The one basic colour of a region. */
    private static Optional<String> color(PhotoAnswer answer) {
        List<String> colors = answer.truth().labels().attributes().stream()
                .filter(attribute -> attribute.startsWith("color:"))
                .toList();
        return colors.size() == 1
                ? colors.stream().filter(PhotoReport::isBasicColor).findFirst()
                : Optional.empty();
    }

    private Map<String, Float> attributes(PhotoAnswer answer) {
        return answer.attributes(
                answers.own().attributes().stream().map(Attribute::name).toList());
    }

    private void choices() {
        MeanStatistic all = new MeanStatistic(answers.images(), Range.SHARE);
        ClassMeanStatistic types = new ClassMeanStatistic(answers.images(), LEAST_OF_A_CLASS);
        for (PhotoAnswer answer : answers.ownWords()) {
            for (TextChoice choice : TextChoice.of(answer.truth(), answers.attributes())) {
                double right = share(choice.isRight(attributes(answer)));
                all.add(answer.image(), right, 1);
                types.add(answer.image(), choice.type(), right);
            }
        }
        add("free-text choices of four: colour, material, pattern, shape, texture", all);
        add("free-text choices of four, mean of types", types);
    }

    private void captions() {
        addWithClasses(
                "captions that name the thing",
                boxes,
                answer -> share(ClassWords.names(answer.caption(), answer.category())));
        add(
                "captions of regions: F1 of content words",
                mean(where(answers.ownWords(), answer -> !isBox(answer)), PhotoReport::contentWords));
        references.ifPresent(this::cider);
    }

    /** How well the stems of a caption's content words and its reference's agree, 0..1. */
    private static double contentWords(PhotoAnswer answer) {
        Set<String> said = stems(answer.caption());
        Set<String> wanted = answer.truth().captions().stream()
                .flatMap(caption -> stems(caption).stream())
                .collect(Collectors.toSet());
        Set<String> both = new HashSet<>(said);
        both.retainAll(wanted);
        return 2.0 * both.size() / (said.size() + wanted.size());
    }

    private static Set<String> stems(String text) {
        return CaptionText.contentWords(text).stream().map(EnglishStems::stem).collect(Collectors.toSet());
    }

    /** Document frequencies are those of the whole file and of the captioned regions, whatever is asked. */
    private void cider(ReferencePhrases file) {
        Map<Long, List<String>> byRegion =
                file.of(boxes.stream().map(PhotoAnswer::truth).toList());
        DocumentFrequencies frequencies = new DocumentFrequencies();
        file.regions().forEach(region -> frequencies.accept(tokens(region.captions())));
        List<PhotoAnswer> captioned = where(answers.ownWords(), answer -> !isBox(answer));
        captioned.forEach(answer -> frequencies.accept(tokens(answer.truth().captions())));
        Cider cider = new Cider(frequencies);
        MeanStatistic phrases = new MeanStatistic(answers.images(), Range.CIDER);
        for (PhotoAnswer answer : boxes) {
            List<String> of = byRegion.getOrDefault(answer.truth().id(), List.of());
            if (!of.isEmpty()) {
                phrases.add(answer.image(), score(cider, answer, of), 1);
            }
        }
        MeanStatistic regions = new MeanStatistic(answers.images(), Range.CIDER);
        captioned.forEach(answer ->
                regions.add(answer.image(), score(cider, answer, answer.truth().captions()), 1));
        add("CIDEr-D against the file of references", phrases);
        add("CIDEr-D against captions of regions", regions);
    }

    private static double score(Cider cider, PhotoAnswer answer, List<String> references) {
        return cider.accept(PtbTokenizer.tokenize(answer.caption()), tokens(references));
    }

    private static List<String> tokens(List<String> captions) {
        return captions.stream().map(PtbTokenizer::tokenize).toList();
    }

    /** Of answers without a probability, the softmax of the scores is what they come to. */
    private void calibrate(PhotoAnswer answer) {
        boolean right = answer.best(answers.own().categories(), 1).contains(answer.category());
        answer.probability().ifPresent(probability -> categoryCalibration.add(answer.image(), probability, right));
        RegionLabels labels = answer.truth().labels();
        List<Float> tags = answer.answer().tags();
        if (tags != null && !labels.slots().context().isEmpty()) {
            List<Float> best = tags.stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(LIKELY)
                    .toList();
            List<String> names = PhotoAnswer.best(answers.tagVocabulary(), tags, LIKELY);
            for (int i = 0; i < names.size(); i++) {
                tagCalibration.add(answer.image(), best.get(i), labels.tags().contains(names.get(i)));
            }
        }
        Map<String, Float> attributes = attributes(answer);
        Set<String> known = new TreeSet<>(labels.attributes());
        known.addAll(labels.negativeAttributes());
        known.retainAll(attributes.keySet());
        known.forEach(name -> attributeCalibration.add(
                answer.image(),
                attributes.getOrDefault(name, 0f),
                labels.attributes().contains(name)));
    }

    private void calibrateOpen(PhotoAnswer answer) {
        boolean right = answer.best(answers.open().categories(), 1).stream()
                .anyMatch(word -> Kinship.accepts(answer.category(), word));
        answer.probability().ifPresent(probability -> openCalibration.add(answer.image(), probability, right));
    }

    private void background() {
        if (answers.background().isEmpty()) {
            return;
        }
        boolean known = boxes.stream().anyMatch(answer -> answer.answer().known() != null);
        Separation separation = new Separation();
        boxes.forEach(answer -> separate(separation, answer, true));
        answers.background().forEach(answer -> separate(separation, answer, false));
        add(
                "things against background by " + (known ? "`known`" : "the best score") + ", area under the curve",
                separation);
    }

    private static void separate(Separation separation, PhotoAnswer answer, boolean thing) {
        answer.known().ifPresent(score -> separation.add(answer.image(), score, thing));
    }
}
