package io.dynrefer.functions.views;

import io.dynrefer.functions.common.ModelCardFile;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the functions of jobs need. */
@Singleton
final class ViewsBeans {
    @Produces
    @Singleton
    ModelCard model(JobSettings settings) {
        return ModelCardFile.read(settings.modelCard()
                .orElseThrow(() -> DynReferException.invalid(
                        "dynrefer.model-card",
                        "dynrefer.model-card is missing: the file model.json beside the weights, or its content.")));
    }
}
