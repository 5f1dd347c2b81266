package io.dynrefer.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.calibration.Calibration;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.model.proposals.ProposalWeights;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.EightBits;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.TaskPrior;
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
import java.util.Optional;
import java.util.Set;
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

    /** Numbers from which on a matrix is worth 8 bits. */
    private static final long LARGE = 1 << 16;

    /** What belongs to the start's weights alone. */
    private static final Set<String> NOT_COPIED =
            Set.of(ModelCard.FILE_NAME, Calibration.FILE_NAME, ProposalCard.FILE_NAME);

    private final Path start;
    private final Map<String, NDArray> learned;
    private final @Nullable LowRank lowRank;
    private final TensorType numbers;

    /**
     * @param start the model folder the training started from
     * @param learned what was learned, by name, adapters among it
     * @param numbers F32, F16 for half the size, or I8 for 8 bits where that is enough and 16 elsewhere
     */
    public FinishedModel(Path start, Map<String, NDArray> learned, @Nullable LowRank lowRank, TensorType numbers) {
        this.start = start;
        this.learned = learned;
        this.lowRank = lowRank;
        this.numbers = numbers;
    }

    /**
     * Makes the folder, or replaces what it holds.
     *
     * @param prior the views it was trained for; otherwise its preset says with which it is to be asked
     */
    public ModelCard write(Path folder, Optional<TaskPrior> prior) {
        ModelCard before = ModelCards.read(start);
        Preset preset = Preset.read(start.resolve(Preset.FILE_NAME));
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(ModelCard.FILE_NAME));
            copyOtherFiles(folder);
            ContentDigests digests = writeTensors(folder.resolve(Checkpoint.SINGLE));
            ModelCard sized = ModelCards.of(before.preset(), preset, digests, true);
            ProposalWeights.takeOver(start, folder, sized.encoderId());
            return ModelCards.write(folder, prior.map(sized::withTaskPrior).orElse(sized));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model folder " + folder, e);
        }
    }

    private void copyOtherFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(start)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.contains(".safetensors") && !NOT_COPIED.contains(name)) {
                    Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private ContentDigests writeTensors(Path file) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(start);
                CheckpointWeights source = new CheckpointWeights(Checkpoint.open(start), Precision.FP32)) {
            List<TensorEntry> entries = checkpoint.names().stream()
                    .filter(name -> !EightBits.isScales(name))
                    .map(name -> checkpoint.file(name).entry(name))
                    .toList();
            List<TensorSpec> plan =
                    entries.stream().flatMap(entry -> planned(entry).stream()).toList();
            try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
                for (TensorEntry entry : entries) {
                    append(writer, planned(entry), entry, checkpoint, source);
                }
                return writer.finish();
            }
        }
    }

    /**
     * Smaller tensors where that was asked for; otherwise what was learned in full, and the rest as it is.
     *
     * @return what becomes of a tensor, and its scales if it has such
     */
    private List<TensorSpec> planned(TensorEntry entry) {
        TensorSpec spec = entry.spec();
        boolean floating = switch (spec.type()) {
            case F64, F32, F16, BF16, I8 -> true;
            case I64, I32, I16, U8, BOOL -> false;
        };
        if (!floating) {
            return List.of(spec);
        }
        boolean kept = numbers == TensorType.F32 && !isLearned(spec.name());
        if (kept ? spec.type() == TensorType.I8 : numbers == TensorType.I8 && suitsEightBits(spec)) {
            TensorSpec scales =
                    TensorSpec.f32(EightBits.scalesOf(spec.name()), spec.shape().get(0), 1L);
            return List.of(new TensorSpec(spec.name(), TensorType.I8, spec.shape()), scales);
        }
        TensorType type = numbers == TensorType.F32 ? TensorType.F32 : TensorType.F16;
        return List.of(kept ? spec : new TensorSpec(spec.name(), type, spec.shape()));
    }

    /** Large matrices, but none of the image encoder, where whitening makes small differences large. */
    private static boolean suitsEightBits(TensorSpec spec) {
        return spec.shape().size() == 2
                && spec.elements() >= LARGE
                && spec.name().endsWith(".weight")
                && !spec.name().startsWith("visual_encoder.");
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
            List<TensorSpec> plan,
            TensorEntry entry,
            Checkpoint checkpoint,
            CheckpointWeights source) {
        String name = entry.spec().name();
        if (plan.get(0).type() == entry.spec().type() && !isLearned(name)) {
            for (TensorSpec spec : plan) {
                SafeTensorsFile file = checkpoint.file(spec.name());
                writer.append(spec.name(), file.map(file.entry(spec.name())));
            }
            return;
        }
        List<ByteBuffer> contents = Inference.call(manager -> {
            NDArray value = value(entry.spec(), source);
            return switch (plan.get(0).type()) {
                case I8 -> {
                    EightBits eight = EightBits.of(value);
                    yield List.of(
                            bytes(manager, eight.values(), DataType.INT8),
                            bytes(manager, eight.scales(), DataType.FLOAT32));
                }
                case F16 -> List.of(bytes(manager, value, DataType.FLOAT16));
                default -> List.of(bytes(manager, value, DataType.FLOAT32));
            };
        });
        for (int i = 0; i < plan.size(); i++) {
            writer.append(plan.get(i).name(), contents.get(i));
        }
    }

    private NDArray value(TensorSpec spec, CheckpointWeights source) {
        NDArray value = learned.get(nameLearned(spec.name()));
        if (value == null) {
            value = source.array(spec.name(), new Shape(spec.shape()));
            if (adapted(spec.name())) {
                value = Objects.requireNonNull(lowRank)
                        .merged(value, part(LowRank.downName(spec.name())), part(LowRank.upName(spec.name())));
            }
        }
        return value;
    }

    private static ByteBuffer bytes(NDManager manager, NDArray value, DataType type) {
        NDArray converted = value.toType(type, true);
        converted.attach(manager);
        return converted.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private NDArray part(String name) {
        return Objects.requireNonNull(learned.get(name), name);
    }
}
