package io.dynrefer.evaluation.photos;

import io.dynrefer.evaluation.bootstrap.ClassMeanStatistic;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.report.ReportTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the answers about one data set's photos are worth. */
final class PhotoReport {
    private static final int LARGE = 64;
    private static final int FEW = 5;

    private final PhotoAnswers answers;
    private final Optional<ReferencePhrases> references;
    private final List<PhotoAnswer> boxes;
    private final PhotoCalibration calibration;
    private final PhotoRows rows;

    PhotoReport(PhotoAnswers answers, Optional<ReferencePhrases> references) {
        this.answers = answers;
        this.references = references;
        this.boxes = PhotoRows.where(answers.ownWords(), answers::isBox);
        this.calibration = new PhotoCalibration(answers, boxes);
        this.rows = new PhotoRows(answers.images());
    }

    /** Reliability diagrams by what they are about. */
    Map<String, byte[]> diagrams() {
        return calibration.diagrams();
    }

    List<ReportTable> tables() {
        return List.of(
                measures(),
                PhotoClasses.table(
                        answers.dataset().info().name(), answers.own().categories(), boxes));
    }

    private ReportTable measures() {
        categories();
        openCategories();
        tags();
        PhotoColors.add(rows, answers, boxes);
        choices();
        new PhotoCaptions(rows, answers, boxes).add(references);
        calibration.add(rows);
        background();
        return new ReportTable(
                answers.dataset().info().name(),
                "In percent, with 95 % bootstrap intervals over photos; n counts regions, or classes where a mean of"
                        + " classes with at least " + PhotoRows.LEAST_OF_A_CLASS + " regions is meant.",
                List.of("measure", "n", "model"),
                rows.rows());
    }

    private void categories() {
        List<String> words = answers.own().categories();
        String name = "category among " + words.size() + " words";
        ToDoubleFunction<PhotoAnswer> right =
                answer -> PhotoRows.share(answer.best(words, 1).contains(answer.category()));
        rows.addWithClasses(name, boxes, right);
        rows.addBySize(name, boxes, right);
    }

    private void openCategories() {
        List<String> words = answers.open().categories();
        List<PhotoAnswer> asked = PhotoRows.where(answers.openWords(), answers::isBox);
        for (int number : new int[] {1, FEW}) {
            rows.add(
                    "no words given: right by WordNet, " + (number == 1 ? "first" : "among five"),
                    rows.mean(
                            asked,
                            answer -> PhotoRows.share(answer.best(words, number).stream()
                                    .anyMatch(word -> Kinship.accepts(answer.category(), word)))));
        }
    }

    /** Against the nouns of the photo's captions, which stand among the words a caption should have. */
    private void tags() {
        List<PhotoAnswer> large = PhotoRows.where(
                boxes,
                answer -> answer.shorterSide() >= LARGE
                        && !answer.truth().labels().slots().context().isEmpty()
                        && answer.answer().tags() != null);
        rows.add(
                "tags, shorter side ≥ 64 px: nouns of the photo's captions among the first five",
                rows.mean(
                        large,
                        answer -> precision(
                                answer, answer.truth().labels().slots().context())));
        rows.add(
                "the same, or the category or a broader term",
                rows.mean(
                        large,
                        answer -> precision(answer, answer.truth().labels().tags())));
    }

    private double precision(PhotoAnswer answer, List<String> right) {
        List<String> first =
                PhotoAnswer.best(answers.tagVocabulary(), answer.answer().tags(), FEW);
        return first.stream().filter(right::contains).count() / (double) FEW;
    }

    private void choices() {
        MeanStatistic all = rows.shares();
        ClassMeanStatistic types = rows.classes();
        for (PhotoAnswer answer : answers.ownWords()) {
            for (TextChoice choice : TextChoice.of(answer.truth(), answers.attributes())) {
                double right = PhotoRows.share(choice.isRight(answers.attributes(answer)));
                all.add(answer.image(), right, 1);
                types.add(answer.image(), choice.type(), right);
            }
        }
        rows.add("free-text choices of four: colour, material, pattern, shape, texture", all);
        rows.add("free-text choices of four, mean of types", types);
    }

    private void background() {
        if (answers.background().isEmpty()) {
            return;
        }
        boolean known = boxes.stream().anyMatch(answer -> answer.answer().known() != null);
        Separation separation = new Separation();
        boxes.forEach(answer -> separate(separation, answer, true));
        answers.background().forEach(answer -> separate(separation, answer, false));
        rows.add(
                "things against background by " + (known ? "`known`" : "the best score") + ", area under the curve",
                separation);
    }

    private static void separate(Separation separation, PhotoAnswer answer, boolean thing) {
        answer.known().ifPresent(score -> separation.add(answer.image(), score, thing));
    }
}
