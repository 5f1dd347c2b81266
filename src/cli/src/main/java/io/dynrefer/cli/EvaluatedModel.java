package io.dynrefer.cli;

import io.dynrefer.evaluation.run.ModelParts;
import io.dynrefer.model.DynReferModel;

/** An opened model as evaluations take it. */
final class EvaluatedModel {
    private EvaluatedModel() {}

    /** The parts of a model that was loaded whole. */
    static ModelParts parts(DynReferModel model) {
        return new ModelParts(
                model.card(),
                model.imageEncoder(),
                model.regionEncoder(),
                model.tagDecoder(),
                model.contrastiveDecoder(),
                model.captionDecoder());
    }
}
