package io.dynrefer.model.convert;

import io.dynrefer.model.convert.OpenSources.Located;
import io.dynrefer.model.init.NetworkTensors;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a model folder from released files: weights under the names of DynRefer's checkpoint (METHOD 8) in the types
 * they have, sizes, vocabularies, tokenizers, and last the card.
 *
 * <p>DynRefer's own checkpoint holds what was trained; the rest comes from BLIP-2, EVA, EVA-CLIP and Flan-T5. Text
 * embeddings of the vocabularies, which no released file holds, are computed with the text tower.
 */
public final class Conversion {
    private final String name;
    private final Preset preset;

    /**
     * What became of the files.
     *
     * @param unused tensors that this network does not read, as {@code file: name}
     * @param computed tensors that were computed
     */
    public record Report(ModelCard card, List<String> unused, List<String> computed) {
        public Report {
            unused = List.copyOf(unused);
            computed = List.copyOf(computed);
        }
    }

    /** @param name of the preset, as the card gives it */
    public Conversion(String name, Preset preset) {
        this.name = name;
        this.preset = preset;
    }

    /** The preset of this name. */
    public static Conversion ofPreset(String name) {
        return new Conversion(name, Preset.named(name));
    }

    /**
     * Makes the folder, or replaces what it holds. Tensors that no file holds, or that have another shape than the
     * preset's, are errors that name them; nothing is written then.
     */
    public Report run(ReleasedFiles files, Path folder, Progress progress) {
        VocabularyFiles vocabularyFiles = new VocabularyFiles(files);
        Vocabularies vocabularies = vocabularyFiles.read();
        vocabularyFiles.check(preset);
        List<TensorSpec> wanted = NetworkTensors.of(preset, vocabularies);
        try (OpenSources sources = OpenSources.open(files.checkpoints())) {
            Map<TensorSpec, Located> found = WantedTensors.find(name, wanted, sources);
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(ModelCard.FILE_NAME));
            Files.deleteIfExists(folder.resolve(Checkpoint.INDEX));
            ContentDigests digests = copy(found, folder.resolve(Checkpoint.SINGLE), progress);
            preset.write(folder.resolve(Preset.FILE_NAME));
            vocabularies.write(folder);
            vocabularyFiles.copyTokenizers(folder);
            Set<String> present = found.keySet().stream().map(TensorSpec::name).collect(Collectors.toSet());
            VocabularyEmbeddings embeddings = new VocabularyEmbeddings(preset, vocabularies, present);
            digests.addAll(embeddings.write(folder));
            ModelCard card = ModelCards.write(folder, ModelCards.of(name, preset, digests, true));
            Set<String> names = wanted.stream().map(TensorSpec::name).collect(Collectors.toSet());
            return new Report(card, sources.unused(names), embeddings.names());
        } catch (IOException e) {
            throw new WeightsException(folder, "cannot be written: " + e, e);
        }
    }

    private static ContentDigests copy(Map<TensorSpec, Located> tensors, Path file, Progress progress)
            throws IOException {
        long total = tensors.keySet().stream().mapToLong(TensorSpec::byteLength).sum();
        long[] done = {0};
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, List.copyOf(tensors.keySet()))) {
            tensors.forEach((spec, located) -> OpenSources.read(located, piece -> {
                done[0] += piece.remaining();
                writer.append(spec.name(), piece);
                progress.report(done[0], total);
            }));
            return writer.finish();
        }
    }
}
