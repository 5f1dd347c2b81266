package io.dynrefer.model.init;

import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.tokens.StandInTokenizers;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.ContentDigests;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Progress;
import io.dynrefer.model.weights.SafeTensorsWriter;
import io.dynrefer.model.weights.TensorSpec;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.ModelCard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Makes a model folder with random weights: sizes, weights, stand-in vocabularies and tokenizers, and last the card
 * that says that the weights are untrained. The same preset and seed always make the same folder.
 */
public final class InitWeights {
    private static final int BUFFER_BYTES = 1 << 20;

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
            ContentDigests digests = writeTensors(folder.resolve(Checkpoint.SINGLE), tensors, progress);
            preset.write(folder.resolve(Preset.FILE_NAME));
            vocabularies.write(folder);
            StandInTokenizers.write(folder, preset.languageModel().vocabularySize());
            ModelCard card = ModelCards.of(name, preset, digests, false);
            ModelCards.write(folder, card);
            return card;
        } catch (IOException e) {
            throw new WeightsException(folder, "cannot be written: " + e, e);
        }
    }

    private ContentDigests writeTensors(Path file, List<RandomTensor> tensors, Progress progress) throws IOException {
        List<TensorSpec> plan = tensors.stream().map(RandomTensor::spec).toList();
        long total = plan.stream().mapToLong(TensorSpec::byteLength).sum();
        long done = 0;
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
            for (RandomTensor tensor : tensors) {
                for (long next = 0; next < tensor.spec().elements(); next += BUFFER_BYTES / Float.BYTES) {
                    buffer.clear();
                    tensor.fill(seed, next, buffer);
                    buffer.flip();
                    done += buffer.remaining();
                    writer.append(tensor.spec().name(), buffer);
                    progress.report(done, total);
                }
            }
            return writer.finish();
        }
    }
}
