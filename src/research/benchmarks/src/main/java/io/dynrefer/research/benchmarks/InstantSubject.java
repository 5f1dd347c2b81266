package io.dynrefer.research.benchmarks;

import io.dynrefer.evaluation.run.ImageBatch;
import io.dynrefer.evaluation.run.SampleAnswer;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.evaluation.run.Subject;
import io.dynrefer.region.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Answers at once, with seeded random scores and sentences; does not look at the image. */
final class InstantSubject implements Subject {
    private final String name;
    private final List<String> tags;
    private final Random random = new Random(11);

    /** @param tags the words it has scores for */
    InstantSubject(String name, List<String> tags) {
        this.name = name;
        this.tags = List.copyOf(tags);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return "random answers";
    }

    @Override
    public List<String> tagVocabulary() {
        return tags;
    }

    @Override
    public List<SampleAnswer> answer(SampleQuestions questions, ImageBatch batch) {
        int regions =
                batch.images().stream().mapToInt(image -> image.boxes().size()).sum();
        List<SampleAnswer> answers = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            boolean captioned = questions.ask(Task.CAPTION);
            answers.add(new SampleAnswer(
                    questions.ask(Task.CATEGORY) ? scores(questions.categories().size()) : null,
                    null,
                    null,
                    questions.ask(Task.ATTRIBUTES)
                            ? scores(questions.attributes().size())
                            : null,
                    questions.ask(Task.TAGS) ? scores(tags.size()) : null,
                    captioned ? Sentences.next(random) : null,
                    captioned ? random.nextDouble() : null,
                    null,
                    null,
                    null));
        }
        return answers;
    }

    private List<Float> scores(int count) {
        List<Float> scores = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scores.add(random.nextFloat());
        }
        return scores;
    }
}
