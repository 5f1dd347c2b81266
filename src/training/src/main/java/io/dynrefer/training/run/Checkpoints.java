package io.dynrefer.training.run;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.region.DynReferException;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a training needs to go on as if it had never stopped, in a folder that appears under its name only when it
 * is complete. The last two are kept.
 */
public final class Checkpoints {
    private static final int KEPT = 2;
    private static final String PREFIX = "step-";
    private static final String TENSORS = "state.safetensors";
    private static final String STATE = "state.json";

    private final Path folder;

    /**
     * Where a training stands. All that chance decides follows from the seed and the step.
     *
     * @param step updates made
     * @param seed of the training
     */
    public record State(long step, long seed) {}

    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Writes a checkpoint of these arrays and removes old ones. */
    public void save(State state, Map<String, NDArray> arrays) {
        Path target = folder.resolve(String.format("%s%08d", PREFIX, state.step()));
        Path part = folder.resolve(target.getFileName() + ".part");
        try {
            delete(part);
            delete(target);
            Files.createDirectories(part);
            write(part.resolve(TENSORS), arrays);
            Files.write(part.resolve(STATE), Json.write(state));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            List<Path> all = complete();
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + target, e);
        }
    }

    private static void write(Path file, Map<String, NDArray> arrays) throws IOException {
        List<TensorSpec> plan = new ArrayList<>();
        arrays.forEach((name, array) -> plan.add(new TensorSpec(name, TensorType.F32, shape(array))));
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, plan)) {
            arrays.forEach((name, array) -> writer.append(name, bytes(array.toFloatArray())));
            writer.finish();
        }
    }

    private static List<Long> shape(NDArray array) {
        List<Long> shape = new ArrayList<>();
        for (long size : array.getShape().getShape()) {
            shape.add(size);
        }
        return shape;
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    /** Fills the arrays from the newest checkpoint; empty where there is none. */
    public Optional<State> restore(Map<String, NDArray> arrays) {
        List<Path> all = complete();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Path newest = all.get(all.size() - 1);
        try (SafeTensorsFile file = SafeTensorsFile.open(newest.resolve(TENSORS))) {
            if (!file.entries().keySet().equals(arrays.keySet())) {
                throw DynReferException.invalid("--resume", newest + " was written for other weights.");
            }
            Inference.call(manager -> {
                arrays.forEach(
                        (name, array) -> array.set(file.read(file.entry(name)).asFloatBuffer()));
                return true;
            });
            return Optional.of(Json.read(Files.readAllBytes(newest.resolve(STATE)), State.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the checkpoint " + newest, e);
        }
    }

    private List<Path> complete() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && !name.endsWith(".part");
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
