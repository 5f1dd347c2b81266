package io.dynrefer.evaluation.photos;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.BackgroundBoxes;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.Prediction;
import io.dynrefer.evaluation.run.PredictionFile;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.evaluation.run.Subject;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import io.dynrefer.region.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model on imported photos. Of each data set it is asked everything with the data set's own words, then the category
 * without words, then the category of as many pieces of background.
 */
public final class PhotoEvaluation {
    private final List<Dataset> datasets;
    private final Split split;
    private final int limit;
    private final Optional<ReferencePhrases> references;
    private final Path folder;
    private final ModelTimes times;

    /**
     * @param limit most regions of each data set, spread evenly over it; captioned regions are asked about in any case
     * @param references fixed captions; empty to leave CIDEr out
     * @param folder of answers, report and diagrams
     */
    public PhotoEvaluation(
            List<Dataset> datasets,
            Split split,
            int limit,
            Optional<ReferencePhrases> references,
            Path folder,
            ModelTimes times) {
        if (limit < 1) {
            throw DynReferException.invalid("--limit", "--limit must be at least 1, not " + limit + ".");
        }
        this.datasets = List.copyOf(datasets);
        this.split = split;
        this.limit = limit;
        this.references = references;
        this.folder = folder;
        this.times = times;
    }

    /**
     * Answers what has no answer yet, and reports.
     *
     * @param model what is measured
     * @param defaultCategories the words the model chooses from when it is given none
     */
    public Report run(Subject model, List<String> defaultCategories, Progress progress) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("subject", model.identity());
        facts.put("default vocabulary", defaultCategories.size() + " words");
        List<ReportTable> tables = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        for (Dataset dataset : datasets) {
            PhotoAnswers answers = answers(dataset, model, defaultCategories, progress);
            String name = dataset.info().name();
            facts.put(
                    name,
                    dataset.info().generator() + ", " + split.wireName() + ", "
                            + answers.ownWords().size() + " regions of " + answers.images() + " photos");
            answers.unanswered().ifPresent(problem -> facts.put(name + ", failed", problem));
            PhotoReport report = new PhotoReport(answers, references);
            tables.addAll(report.tables());
            report.diagrams().forEach((what, diagram) -> {
                String picture = name + "-" + what + ".svg";
                write(picture, diagram);
                pictures.add(picture);
            });
        }
        return new Report("Real photos", facts, tables, pictures);
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", folder.resolve(name) + " cannot be written: " + e + ".", e);
        }
    }

    private PhotoAnswers answers(Dataset dataset, Subject model, List<String> defaultCategories, Progress progress) {
        List<AnnotatedImage> all = dataset.images(split);
        List<AnnotatedImage> asked = limited(all, dataset.info().name());
        List<String> words = dataset.info().vocabulary().categories();
        List<Attribute> attributes = dataset.info().vocabulary().attributes().stream()
                .map(Attribute::parse)
                .toList();
        List<Attribute> withTexts = new ArrayList<>(attributes);
        TextChoice.texts(attributes).forEach(text -> withTexts.add(Attribute.parse(text)));
        Set<Task> tasks = EnumSet.allOf(Task.class);
        if (attributes.isEmpty()) {
            tasks.remove(Task.ATTRIBUTES);
        }
        SampleQuestions own = new SampleQuestions(tasks, words, withTexts, CaptionOptions.EVALUATION, null);
        SampleQuestions open = new SampleQuestions(
                Set.of(Task.CATEGORY), defaultCategories, List.of(), CaptionOptions.EVALUATION, null);
        SampleQuestions onlyCategory =
                new SampleQuestions(Set.of(Task.CATEGORY), words, List.of(), CaptionOptions.EVALUATION, null);
        List<AnnotatedImage> background = new ArrayList<>();
        Map<Long, List<AnnotatedRegion>> labelled = new HashMap<>();
        all.forEach(image -> labelled.put(image.id(), image.regions()));
        asked.forEach(image -> background.add(BackgroundBoxes.of(image, labelled.getOrDefault(image.id(), List.of()))));
        background.removeIf(image -> image.regions().isEmpty());
        Map<String, Integer> numbers = new HashMap<>();
        asked.forEach(image -> numbers.put(image.fileName(), numbers.size()));
        return new PhotoAnswers(
                dataset,
                asked.size(),
                model.tagVocabulary(),
                attributes,
                own,
                open,
                ask(new PhotoSamples("own-words", dataset, asked, own), model, numbers, progress),
                ask(new PhotoSamples("no-words", dataset, asked, open), model, numbers, progress),
                ask(new PhotoSamples("background", dataset, background, onlyCategory), model, numbers, progress));
    }

    /** Evenly spread boxes, and every region of the part with captions of regions. */
    private List<AnnotatedImage> limited(List<AnnotatedImage> images, String name) {
        long boxes = images.stream()
                .flatMap(image -> image.regions().stream())
                .filter(region -> region.origin().part().equals(name))
                .count();
        List<AnnotatedImage> limited = new ArrayList<>();
        long number = 0;
        for (AnnotatedImage image : images) {
            List<AnnotatedRegion> kept = new ArrayList<>();
            for (AnnotatedRegion region : image.regions()) {
                boolean isBox = region.origin().part().equals(name);
                if (!isBox || boxes <= limit || (number + 1) * limit / boxes > number * limit / boxes) {
                    kept.add(region);
                }
                number += isBox ? 1 : 0;
            }
            if (!kept.isEmpty()) {
                limited.add(new AnnotatedImage(image.id(), image.fileName(), image.size(), kept));
            }
        }
        return limited;
    }

    private List<PhotoAnswer> ask(
            PhotoSamples samples, Subject model, Map<String, Integer> numbers, Progress progress) {
        EvaluationRun<AnnotatedRegion> run = new EvaluationRun<>(samples, folder.resolve(samples.place()), times);
        run.run(List.of(model), progress);
        try (Stream<Prediction<AnnotatedRegion>> answers =
                PredictionFile.read(run.file(model), AnnotatedRegion.class)) {
            return answers.map(answer ->
                            new PhotoAnswer(numbers.getOrDefault(answer.image(), 0), answer.truth(), answer.answer()))
                    .toList();
        }
    }
}
