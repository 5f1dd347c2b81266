package io.dynrefer.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.ModelCard;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorEntry;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the model folder a training ends with: the start folder's with what was learned in place of what was there,
 * low-rank adapters merged, and a card that says it is trained.
 */
public final class FinishedModel {
    /** Copies of one table under the names of both stacks (see {@code T5Model}). */
    private static final String TABLE = "t5_model.shared.weight";

    private static final List<String> TABLE_COPIES =
            List.of("t5_model.encoder.embed_tokens.weight", "t5_model.decoder.embed_tokens.weight");

    private final Path start;
    private final Map<String, NDArray> learned;
    private final @Nullable LowRank lowRank;
    private final TensorType numbers;

    /**
     * @param start the model folder the training started from
     * @param learned what was learned, by name, adapters among it
     * @param numbers F32, or F16 for half the size
     */
    public FinishedModel(Path start, Map<String, NDArray> learned, @Nullable LowRank lowRank, TensorType numbers) {
        this.start = start;
        this.learned = learned;
        this.lowRank = lowRank;
        this.numbers = numbers;
    }

    /** Makes the folder, or replaces what it holds. */
    public ModelCard write(Path folder) {
        ModelCard before = ModelCards.read(start);
        Preset preset = Preset.read(start.resolve(Preset.FILE_NAME));
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(ModelCard.FILE_NAME));
            copyOtherFiles(folder);
            ContentDigests digests = writeTensors(folder.resolve(Checkpoint.SINGLE));
            ModelCard card = ModelCards.of(before.preset(), preset, digests, true);
            ModelCards.write(folder, card);
            return card;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model folder " + folder, e);
        }
    }

    private void copyOtherFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(start)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.contains(".safetensors") && !name.equals(ModelCard.FILE_NAME)) {
                    Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private ContentDigests writeTensors(Path file) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(start);
                CheckpointWeights source = new CheckpointWeights(Checkpoint.open(start), Precision.FP32)) {
            List<TensorEntry> entries = checkpoint.names().stream()
                    .map(name -> checkpoint.file(name).entry(name))
                    .toList();
            List<TensorSpec> plan = entries.stream().map(this::planned).toList();
            try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
                for (int i = 0; i < plan.size(); i++) {
                    append(writer, plan.get(i), entries.get(i), checkpoint, source);
                }
                return writer.finish();
            }
        }
    }

    /** Half-size tensors where that was asked for; otherwise what was learned in full, and the rest as it is. */
    private TensorSpec planned(TensorEntry entry) {
        TensorSpec spec = entry.spec();
        boolean floating = switch (spec.type()) {
            case F64, F32, F16, BF16 -> true;
            case I64, I32, I16, I8, U8, BOOL -> false;
        };
        if (!floating || (numbers != TensorType.F16 && !isLearned(spec.name()))) {
            return spec;
        }
        return new TensorSpec(spec.name(), numbers, spec.shape());
    }

    private boolean isLearned(String name) {
        return learned.containsKey(nameLearned(name)) || adapted(name);
    }

    private static String nameLearned(String name) {
        return TABLE_COPIES.contains(name) ? TABLE : name;
    }

    private boolean adapted(String name) {
        return lowRank != null && name.endsWith(".weight") && learned.containsKey(LowRank.downName(name));
    }

    private void append(
            SafeTensorsWriter writer,
            TensorSpec plan,
            TensorEntry entry,
            Checkpoint checkpoint,
            CheckpointWeights source) {
        SafeTensorsFile file = checkpoint.file(plan.name());
        if (plan.type() == entry.spec().type() && !isLearned(plan.name())) {
            writer.append(plan.name(), file.map(entry));
            return;
        }
        ByteBuffer content = Inference.call(manager -> content(manager, plan, source));
        writer.append(plan.name(), content);
    }

    private ByteBuffer content(NDManager manager, TensorSpec plan, CheckpointWeights source) {
        NDArray value = learned.get(nameLearned(plan.name()));
        if (value == null) {
            value = source.array(plan.name(), new Shape(plan.shape()));
            if (adapted(plan.name())) {
                value = Objects.requireNonNull(lowRank)
                        .merged(value, part(LowRank.downName(plan.name())), part(LowRank.upName(plan.name())));
            }
        }
        NDArray converted = value.toType(plan.type() == TensorType.F16 ? DataType.FLOAT16 : DataType.FLOAT32, true);
        converted.attach(manager);
        return converted.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private NDArray part(String name) {
        return Objects.requireNonNull(learned.get(name), name);
    }
}
