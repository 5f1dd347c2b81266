package io.dynrefer.model.init;

import io.dynrefer.model.minilm.MiniLmTextEncoder;
import io.dynrefer.model.minilm.MiniLmTokenizer;
import io.dynrefer.model.pretrained.StoredTensor;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.tokens.SmallTokenizer;
import io.dynrefer.model.tokens.T5Tokenizer;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Progress;
import io.dynrefer.safetensors.ContentDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the model folder that training starts from: a pretrained image encoder, the vocabularies of data sets with
 * their embeddings, a tokenizer of the pieces their texts need, and initialised weights for what is trained. The card
 * says untrained. The same data and seed make the same folder.
 */
public final class StartFolder {
    private final String name;
    private final Preset preset;
    private final MiniLmSizes textEncoder;
    private final long seed;

    /**
     * @param name of the preset, as the card gives it
     * @param preset with MiniLM as text encoder; its vocabulary sizes do not count
     */
    public StartFolder(String name, Preset preset, long seed) {
        if (!(preset.textEncoder() instanceof MiniLmSizes sizes)) {
            throw DynReferException.invalid("minilm", "This needs a preset with MiniLM as text encoder (minilm).");
        }
        this.name = name;
        this.preset = preset;
        this.textEncoder = sizes;
        this.seed = seed;
    }

    /**
     * Makes the folder, or replaces what it holds.
     *
     * @param vision the image encoder's tensors
     * @param texts captions and other texts that the caption decoder has to read or write
     */
    public ModelCard write(
            Path folder,
            List<StoredTensor> vision,
            Vocabularies vocabularies,
            Collection<String> texts,
            Progress progress) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(ModelCard.FILE_NAME));
            int pieces = SmallTokenizer.write(folder.resolve(T5Tokenizer.FILE_NAME), pieces(texts));
            Preset sized = preset.withVocabularies(vocabularies.tags().size(), pieces);
            ContentDigests digests = TensorFile.write(
                    folder.resolve(Checkpoint.SINGLE), content(sized, vision, vocabularies), seed, progress);
            sized.write(folder.resolve(Preset.FILE_NAME));
            vocabularies.write(folder);
            return ModelCards.write(folder, ModelCards.of(name, sized, digests, false));
        } catch (IOException e) {
            throw new WeightsException(folder, "cannot be written: " + e, e);
        }
    }

    private static List<String> pieces(Collection<String> texts) {
        try (MiniLmTokenizer tokenizer = new MiniLmTokenizer()) {
            return SmallTokenizer.pieces(texts, tokenizer::pieces);
        }
    }

    private List<TensorFile.Content> content(Preset sized, List<StoredTensor> vision, Vocabularies vocabularies) {
        Map<String, StoredTensor> stored = new HashMap<>();
        vision.forEach(tensor -> stored.put(tensor.spec().name(), tensor));
        embeddings(vocabularies).forEach(tensor -> stored.put(tensor.spec().name(), tensor));
        if (sized.lexical() != null) {
            stored.put(
                    "lexical.values",
                    MemoryValues.of(textEncoder, sized.lexical().slots()));
        }
        int tags = vocabularies.tags().size();
        int attributeTexts = attributeTexts(vocabularies).size();
        int categories = vocabularies.categories().size();
        return RandomNetwork.of(sized, tags, attributeTexts, categories).stream()
                .map(random -> {
                    StoredTensor given = stored.get(random.spec().name());
                    return given == null
                            ? TensorFile.Content.of(TrainingStart.of(random))
                            : TensorFile.Content.of(checked(given, random));
                })
                .toList();
    }

    private static StoredTensor checked(StoredTensor given, RandomTensor expected) {
        if (!given.spec().shape().equals(expected.spec().shape())) {
            throw DynReferException.invalid(
                    "inverted_residual",
                    "The pretrained tensor " + given.spec().name() + " has the shape "
                            + given.spec().shape() + ", the preset needs "
                            + expected.spec().shape() + ".");
        }
        return given;
    }

    private List<StoredTensor> embeddings(Vocabularies vocabularies) {
        try (MiniLmTextEncoder encoder = new MiniLmTextEncoder(textEncoder)) {
            return List.of(
                    embeddings(encoder, "clip_embeds", vocabularies.tags()),
                    embeddings(
                            encoder,
                            "ov_embeds",
                            vocabularies.categories().stream()
                                    .map(Prompts::category)
                                    .toList()),
                    embeddings(encoder, "att_embeds", attributeTexts(vocabularies)));
        }
    }

    private static List<String> attributeTexts(Vocabularies vocabularies) {
        return vocabularies.attributes().stream()
                .flatMap(attribute -> Prompts.attribute(attribute).stream())
                .toList();
    }

    private static StoredTensor embeddings(MiniLmTextEncoder encoder, String tensor, List<String> texts) {
        if (texts.isEmpty()) {
            throw DynReferException.invalid(
                    "--data",
                    "The data sets' vocabulary has no words for " + tensor + " (tags, categories, attributes).");
        }
        FloatMatrix matrix = encoder.encode(texts);
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.values().get(values);
        return StoredTensor.of(tensor, values, (long) matrix.rows(), (long) matrix.columns());
    }
}
