package io.dynrefer.model.init;

import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.safetensors.TensorSpec;
import java.util.List;

/** The names and shapes of all tensors that a network reads. */
public final class NetworkTensors {
    private NetworkTensors() {}

    /** Those of a preset with these vocabularies; the type given is not meant. */
    public static List<TensorSpec> of(Preset preset, Vocabularies vocabularies) {
        int attributeTexts = vocabularies.attributes().stream()
                .mapToInt(attribute -> Prompts.attribute(attribute).size())
                .sum();
        int tags = vocabularies.tags().size();
        int categories = vocabularies.categories().size();
        return RandomNetwork.of(preset, tags, attributeTexts, categories).stream()
                .map(RandomTensor::spec)
                .toList();
    }
}
