package io.dynrefer.model.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.text.ClipMerges;
import io.dynrefer.model.text.ClipTextEncoder;
import io.dynrefer.model.text.ClipTextTower;
import io.dynrefer.model.text.ClipTokenizer;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The text embeddings of the vocabularies, computed with the text tower of a folder as the research code does. */
final class VocabularyEmbeddings {
    /** The tensors: tags, texts of attributes, texts of categories. */
    static final List<String> NAMES = List.of("clip_embeds", "att_embeds", "ov_embeds");

    private static final String FILE_NAME = "embeddings.safetensors";

    private final Preset preset;
    private final Map<String, List<String>> texts = new LinkedHashMap<>(); // by tensor

    /** @param present tensors that are there already */
    VocabularyEmbeddings(Preset preset, Vocabularies vocabularies, Set<String> present) {
        this.preset = preset;
        texts.put("clip_embeds", vocabularies.tags());
        texts.put(
                "att_embeds",
                vocabularies.attributes().stream()
                        .flatMap(attribute -> Prompts.attribute(attribute).stream())
                        .toList());
        texts.put(
                "ov_embeds",
                vocabularies.categories().stream().map(Prompts::category).toList());
        texts.keySet().removeAll(present);
    }

    /** The tensors to be computed. */
    List<String> names() {
        return List.copyOf(texts.keySet());
    }

    /** Computes what is missing and puts it beside the weights; nothing to do is no file. */
    ContentDigests write(Path folder) throws IOException {
        if (texts.isEmpty()) {
            return new ContentDigests();
        }
        Map<String, FloatMatrix> embeddings = encode(folder);
        List<TensorSpec> plan = embeddings.entrySet().stream()
                .map(entry ->
                        TensorSpec.f32(entry.getKey(), (long) entry.getValue().rows(), (long)
                                entry.getValue().columns()))
                .toList();
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(folder.resolve(FILE_NAME), plan)) {
            embeddings.forEach((name, matrix) -> writer.append(name, bytes(matrix)));
            ContentDigests digests = writer.finish();
            writeIndex(folder);
            return digests;
        }
    }

    private Map<String, FloatMatrix> encode(Path folder) {
        ClipTowerSizes sizes = ClipTowerSizes.of(preset);
        Path merges = folder.resolve(ClipMerges.FILE_NAME);
        try (ClipTokenizer tokenizer = ClipTokenizer.read(merges, sizes.contextLength());
                CheckpointWeights weights = new CheckpointWeights(Checkpoint.open(folder), Precision.FP32)) {
            ClipTextTower tower = new ClipTextTower(Weights.of(weights).at("text_encoder"), sizes);
            ClipTextEncoder encoder = new ClipTextEncoder(tower, tokenizer, sizes);
            Map<String, FloatMatrix> embeddings = new LinkedHashMap<>();
            texts.forEach((name, own) -> embeddings.put(name, encoder.encode(own)));
            return embeddings;
        }
    }

    private static ByteBuffer bytes(FloatMatrix matrix) {
        ByteBuffer bytes = ByteBuffer.allocate(matrix.rows() * matrix.columns() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(matrix.values());
        return bytes;
    }

    private void writeIndex(Path folder) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode files = root.putObject("weight_map");
        try (SafeTensorsFile weights = SafeTensorsFile.open(folder.resolve(Checkpoint.SINGLE))) {
            weights.entries().keySet().forEach(name -> files.put(name, Checkpoint.SINGLE));
        }
        texts.keySet().forEach(name -> files.put(name, FILE_NAME));
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(Checkpoint.INDEX).toFile(), root);
    }
}
