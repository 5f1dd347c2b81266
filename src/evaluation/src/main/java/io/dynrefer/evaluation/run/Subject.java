package io.dynrefer.evaluation.run;

import java.util.List;

/** What is evaluated: a model in this process, a server, a baseline. */
public interface Subject {
    /** The file its answers go to, without extension: letters, digits and dashes. */
    String name();

    /**
     * What decides its answers besides the samples: the model's id, the views, the baseline's settings. Answers of
     * another identity are not taken for this subject's when a run resumes.
     */
    String identity();

    /** The words its tag scores belong to, in their order; empty when it has none. */
    List<String> tagVocabulary();

    /**
     * Answers all boxes of a batch: one answer per box, images in order, their boxes in order. A box that cannot be
     * answered carries its problem.
     */
    List<SampleAnswer> answer(SampleQuestions questions, ImageBatch batch);
}
