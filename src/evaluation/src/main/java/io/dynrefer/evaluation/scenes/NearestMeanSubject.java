package io.dynrefer.evaluation.scenes;

import io.dynrefer.evaluation.run.ImageBatch;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.SampleAnswer;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.evaluation.run.Subject;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.ImageEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nearest-class baseline: what the frozen image encoder knows without any training of ours. A region's tight view
 * is pooled over its tokens; a category's score is the negative distance to the mean of its training regions, an
 * attribute's how much nearer the regions with it are than those known to be without.
 */
public final class NearestMeanSubject implements Subject {
    private final ImageEncoder encoder;
    private final NearestMeanFit.Source training;
    private @Nullable NearestMeanFit fit;

    /** @param training the regions to learn the means from; read when first needed */
    public NearestMeanSubject(ImageEncoder encoder, NearestMeanFit.Source training) {
        this.encoder = encoder;
        this.training = training;
    }

    @Override
    public String name() {
        return "nearest-class";
    }

    @Override
    public String identity() {
        return "nearest class mean, encoder " + encoder.id() + ", " + training.describe();
    }

    @Override
    public List<String> tagVocabulary() {
        return List.of();
    }

    @Override
    public List<SampleAnswer> answer(SampleQuestions questions, ImageBatch batch) {
        NearestMeanFit means = fit(batch.times());
        List<TightViews.View> views = TightViews.of(encoder, batch);
        return batch.times().time(Stage.BASELINE, () -> answers(questions, means, views));
    }

    private NearestMeanFit fit(ModelTimes times) {
        NearestMeanFit known = fit;
        if (known == null) {
            known = NearestMeanFit.of(encoder, training, times);
            fit = known;
        }
        return known;
    }

    private static List<SampleAnswer> answers(
            SampleQuestions questions, NearestMeanFit means, List<TightViews.View> views) {
        List<SampleAnswer> answers = new ArrayList<>();
        for (TightViews.View view : views) {
            float[] pooled = view.pooled();
            answers.add(pooled == null ? SampleAnswer.failed(view.problem()) : answer(questions, means, pooled));
        }
        return answers;
    }

    private static SampleAnswer answer(SampleQuestions questions, NearestMeanFit means, float[] pooled) {
        List<Float> categories = questions.categories().stream()
                .map(name -> means.category(name, pooled))
                .toList();
        List<Float> attributes = questions.attributes().stream()
                .map(Attribute::name)
                .map(name -> means.attribute(name, pooled))
                .toList();
        return new SampleAnswer(categories, null, null, attributes, null, null, null, null, null, null);
    }
}
