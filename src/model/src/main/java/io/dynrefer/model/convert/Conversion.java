package io.dynrefer.model.convert;

import io.dynrefer.model.convert.OpenSources.Located;
import io.dynrefer.model.init.NetworkTensors;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final int NAMED_AT_MOST = 20;

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
            Map<TensorSpec, Located> found = find(wanted, sources);
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

    /** Where each tensor is, by what is written; the embeddings may be missing. */
    private Map<TensorSpec, Located> find(List<TensorSpec> wanted, OpenSources sources) {
        Map<TensorSpec, Located> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (TensorSpec spec : wanted) {
            Located located = sources.find(spec.name());
            if (located != null) {
                requireShape(spec, located);
                found.put(new TensorSpec(spec.name(), located.spec().type(), spec.shape()), located);
            } else if (!VocabularyEmbeddings.NAMES.contains(spec.name())) {
                missing.add(spec.name());
            }
        }
        if (!missing.isEmpty()) {
            throw DynReferException.invalid("files", message(missing));
        }
        return found;
    }

    private void requireShape(TensorSpec spec, Located located) {
        if (!located.spec().shape().equals(spec.shape())) {
            throw new WeightsException(
                    located.file(),
                    "tensor '" + located.spec().name() + "' has the shape "
                            + located.spec().shape() + ", the preset '" + name + "' needs " + spec.shape());
        }
    }

    private static String message(List<String> missing) {
        String names = missing.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
        String more = missing.size() > NAMED_AT_MOST ? ", …" : "";
        return missing.size() + " tensors are in none of the files given: " + names + more
                + ". DynRefer's own checkpoint holds what was trained; visual_encoder comes from eva_vit_g.pth,"
                + " query_tokens and ln_vision from blip2_pretrained_flant5xl.pth, text_encoder from"
                + " eva_clip_psz14.pt, t5_model from google/flan-t5-xl.";
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
