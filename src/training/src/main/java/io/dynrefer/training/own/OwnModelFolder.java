package io.dynrefer.training.own;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.calibration.Calibration;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.model.proposals.ProposalWeights;
import io.dynrefer.model.text.OwnWords;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.ModelCards;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.Vocabularies;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ModelCard;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the model folder of a start with own words added. Whatever else the start says, it says too. */
final class OwnModelFolder {
    private static final String CATEGORY_TEXTS = "ov_embeds";

    /** What belongs to the start alone. */
    private static final Set<String> NOT_COPIED = Set.of(
            ModelCard.FILE_NAME,
            Calibration.FILE_NAME,
            OwnWords.FILE_NAME,
            ProposalCard.FILE_NAME,
            "README.md",
            "losses.svg",
            "costs.svg");

    private final Path start;
    private final OwnWords own;
    private final List<String> added;
    private final FloatMatrix addedTexts;

    /**
     * @param words own words
     * @param weights of each, for the numbers of the head's vector and a shift
     * @param texts their embeddings (words, text width)
     */
    OwnModelFolder(Path start, List<String> words, float[][] weights, FloatMatrix texts) {
        this.start = start;
        this.own = together(start, words, weights);
        List<String> there = lower(Vocabularies.readCategories(start));
        List<Integer> fresh = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (!there.contains(words.get(i).toLowerCase(Locale.ROOT))) {
                fresh.add(i);
            }
        }
        this.added = fresh.stream().map(words::get).toList();
        int width = texts.columns();
        float[] values = new float[fresh.size() * width];
        for (int i = 0; i < fresh.size(); i++) {
            texts.values().get(fresh.get(i) * width, values, i * width, width);
        }
        this.addedTexts = fresh.isEmpty() ? texts : new FloatMatrix(fresh.size(), width, values);
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** The start's own words and these; of one that is among both the weights add up. */
    private static OwnWords together(Path start, List<String> words, float[][] weights) {
        try (CheckpointWeights source = new CheckpointWeights(Checkpoint.open(start), Precision.FP32)) {
            OwnWords before = OwnWords.read(start, Weights.of(source));
            List<String> names = new ArrayList<>(before.names());
            List<float[]> rows = new ArrayList<>(before.weights());
            for (int i = 0; i < words.size(); i++) {
                int known = lower(names).indexOf(words.get(i).toLowerCase(Locale.ROOT));
                if (known < 0) {
                    names.add(words.get(i));
                    rows.add(weights[i]);
                } else {
                    float[] sum = rows.get(known).clone();
                    for (int j = 0; j < sum.length; j++) {
                        sum[j] += weights[i][j];
                    }
                    rows.set(known, sum);
                }
            }
            return new OwnWords(names, rows);
        }
    }

    /** Makes the folder at once, in place of one that is there. */
    ModelCard write(Path folder) {
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            remove(part);
            Files.createDirectories(part);
            copyOtherFiles(part);
            List<String> categories = new ArrayList<>(Vocabularies.readCategories(start));
            categories.addAll(added);
            new Vocabularies(Vocabularies.readTags(start), categories, Vocabularies.readAttributes(start)).write(part);
            Files.write(part.resolve(OwnWords.FILE_NAME), own.names());
            Preset preset = Preset.read(start.resolve(Preset.FILE_NAME));
            ModelCard startCard = ModelCards.read(start);
            ModelCard card = ModelCards.write(
                    part,
                    ModelCards.of(startCard.preset(), preset, writeTensors(part.resolve(Checkpoint.SINGLE)), true));
            ProposalWeights.takeOver(start, part, card.encoderId());
            Optional<Calibration> calibration = Calibration.read(start, startCard);
            ModelCard written = calibration.isPresent() ? calibration.get().write(part) : card;
            remove(folder);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model folder " + folder, e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
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
        try (Checkpoint checkpoint = Checkpoint.open(start)) {
            List<TensorSpec> plan = new ArrayList<>();
            for (String name : checkpoint.names()) {
                TensorSpec spec = checkpoint.file(name).entry(name).spec();
                if (name.equals(CATEGORY_TEXTS)) {
                    plan.add(new TensorSpec(
                            name,
                            spec.type(),
                            List.of(
                                    spec.shape().get(0) + added.size(),
                                    spec.shape().get(1))));
                } else if (!name.equals(OwnWords.TENSOR)) {
                    plan.add(spec);
                }
            }
            long columns = own.weights().get(0).length;
            plan.add(TensorSpec.f32(OwnWords.TENSOR, (long) own.names().size(), columns));
            try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
                for (TensorSpec spec : plan) {
                    if (spec.name().equals(OwnWords.TENSOR)) {
                        appendOwn(writer);
                        continue;
                    }
                    SafeTensorsFile of = checkpoint.file(spec.name());
                    writer.append(spec.name(), of.map(of.entry(spec.name())));
                    if (spec.name().equals(CATEGORY_TEXTS) && !added.isEmpty()) {
                        writer.append(spec.name(), texts(spec.type()));
                    }
                }
                return writer.finish();
            }
        }
    }

    private ByteBuffer texts(TensorType type) {
        float[] values = new float[addedTexts.rows() * addedTexts.columns()];
        addedTexts.values().get(values);
        DataType numbers = type == TensorType.F16 ? DataType.FLOAT16 : DataType.FLOAT32;
        return Inference.call(manager -> {
            NDArray array = manager.create(values, new Shape(addedTexts.rows(), addedTexts.columns()));
            ByteBuffer bytes = array.toType(numbers, true).toByteBuffer();
            ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            return copy.put(bytes).flip();
        });
    }

    private void appendOwn(SafeTensorsWriter writer) {
        for (float[] row : own.weights()) {
            ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : row) {
                bytes.putFloat(value);
            }
            writer.append(OwnWords.TENSOR, bytes.flip());
        }
    }
}
