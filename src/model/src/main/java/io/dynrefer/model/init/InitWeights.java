package io.dynrefer.model.init;

import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.tokens.StandInTokenizers;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.ContentDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Makes a model folder with random weights: sizes, weights, stand-in vocabularies and tokenizers, and last the card
 * that says that the weights are untrained. The same preset and seed always make the same folder.
 */
public final class InitWeights {
    private final String name;
    private final Preset preset;
    private final long seed;

    /** @param name of the preset, as the card gives it */
    public InitWeights(String name, Preset preset, long seed) {
        this.name = name;
        this.preset = preset;
        this.seed = seed;
    }

    /** The preset of this name. */
    public static InitWeights ofPreset(String name, long seed) {
        return new InitWeights(name, Preset.named(name), seed);
    }

    /** Makes the folder, or replaces what it holds. */
    public ModelCard write(Path folder, Progress progress) {
        int tagCount = Objects.requireNonNull(preset.tagCount(), "the preset needs tag_count");
        Vocabularies vocabularies = StandInVocabularies.of(tagCount);
        int attributeTexts = vocabularies.attributes().stream()
                .mapToInt(attribute -> Prompts.attribute(attribute).size())
                .sum();
        List<RandomTensor> tensors = RandomNetwork.of(
                preset, tagCount, attributeTexts, vocabularies.categories().size());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(ModelCard.FILE_NAME));
            ContentDigests digests = TensorFile.write(
                    folder.resolve(Checkpoint.SINGLE),
                    tensors.stream().map(TensorFile.Content::of).toList(),
                    seed,
                    progress);
            preset.write(folder.resolve(Preset.FILE_NAME));
            vocabularies.write(folder);
            StandInTokenizers.write(folder, preset.languageModel().vocabularySize());
            return ModelCards.write(folder, ModelCards.of(name, preset, digests, false));
        } catch (IOException e) {
            throw new WeightsException(folder, "cannot be written: " + e, e);
        }
    }
}
