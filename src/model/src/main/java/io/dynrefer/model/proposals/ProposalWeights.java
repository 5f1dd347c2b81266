package io.dynrefer.model.proposals;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.Sha256;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorEntry;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weights of a box head in a file of their own, 16 bits a number, beside the weights of its image encoder. */
public final class ProposalWeights implements WeightSource, AutoCloseable {
    /** Name of the file in a model folder. */
    public static final String FILE_NAME = "proposals.safetensors";

    private final Path file;
    private final NDManager manager = Inference.newManager();
    private final Map<String, NDArray> arrays = new HashMap<>();

    private ProposalWeights(Path file) {
        this.file = file;
    }

    /** Whether a model folder has a box head. */
    public static boolean areIn(Path folder) {
        return Files.exists(folder.resolve(FILE_NAME)) || Files.exists(folder.resolve(ProposalCard.FILE_NAME));
    }

    /**
     * Takes the box head of a model folder over into one that was made of it: if the image encoder is still the head's
     * own. Otherwise there is none.
     *
     * @param encoderId of the weights in {@code to}
     */
    public static void takeOver(Path from, Path to, String encoderId) throws IOException {
        boolean fits = areIn(from) && ProposalCard.isFor(from, encoderId);
        for (String name : List.of(FILE_NAME, ProposalCard.FILE_NAME)) {
            Files.deleteIfExists(to.resolve(name));
            if (fits) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }

    /** Reads the weights of a folder; other ones than the card is about are refused. */
    public static ProposalWeights read(Path folder, ProposalCard card) {
        ProposalWeights weights = new ProposalWeights(folder.resolve(FILE_NAME));
        try {
            if (!digest(weights.file, card.sizes(), card.answerSizes()).equals(card.id())) {
                throw new WeightsException(
                        weights.file,
                        "these are not the weights that " + ProposalCard.FILE_NAME
                                + " is about (their digest is another);" + " restore both files");
            }
            weights.fill();
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private void fill() {
        try (SafeTensorsFile tensors = SafeTensorsFile.open(file)) {
            for (TensorEntry entry : tensors.entries().values()) {
                Shape shape = new Shape(entry.spec().shape());
                try (NDArray half = manager.create(tensors.read(entry), shape, DataType.FLOAT16)) {
                    NDArray array = half.toType(DataType.FLOAT32, true);
                    NDScope.unregister(array);
                    arrays.put(entry.spec().name(), array);
                }
            }
        }
    }

    /**
     * Writes a head and its card into a folder.
     *
     * @param sizes of the head, as it learned
     * @param answerSizes see {@link ProposalCard}
     */
    public static ProposalCard write(
            Path folder,
            Map<String, NDArray> weights,
            String encoderId,
            BoxHeadSizes sizes,
            List<Integer> answerSizes) {
        Path file = folder.resolve(FILE_NAME);
        List<TensorSpec> plan = new ArrayList<>();
        weights.forEach((name, array) -> plan.add(new TensorSpec(
                name,
                TensorType.F16,
                Arrays.stream(array.getShape().getShape()).boxed().toList())));
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
            weights.forEach((name, array) -> writer.append(name, halves(array)));
            writer.finish();
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        }
        ProposalCard card = new ProposalCard(digest(file, sizes, answerSizes), encoderId, sizes, answerSizes);
        card.write(folder);
        return card;
    }

    private static ByteBuffer halves(NDArray array) {
        return Inference.call(ignored -> {
            ByteBuffer bytes = array.toType(DataType.FLOAT16, true).toByteBuffer();
            return ByteBuffer.allocate(bytes.remaining())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(bytes)
                    .flip();
        });
    }

    /** Of the whole file and the sizes, so that no byte of it can change unnoticed. */
    private static String digest(Path file, BoxHeadSizes sizes, List<Integer> answerSizes) {
        try {
            return Sha256.hex((Sha256.hex(Files.readAllBytes(file)) + " " + sizes + " " + answerSizes).getBytes(UTF_8));
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    @Override
    public boolean contains(String name) {
        return arrays.containsKey(name);
    }

    @Override
    public Shape shape(String name) {
        return found(name).getShape();
    }

    @Override
    public NDArray array(String name, Shape expected) {
        NDArray array = found(name);
        if (!array.getShape().equals(expected)) {
            throw new WeightsException(
                    file, "tensor '" + name + "' has the shape " + array.getShape() + ", expected " + expected);
        }
        return array;
    }

    private NDArray found(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new WeightsException(file, "has no tensor '" + name + "'");
        }
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }
}
