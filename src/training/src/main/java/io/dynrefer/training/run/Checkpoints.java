package io.dynrefer.training.run;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.region.DynReferException;
import io.dynrefer.safetensors.SafeTensorsException;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything a training needs to go on as if it had never stopped, in a folder that appears under its name only when it
 * is complete. The last two are kept.
 */
public final class Checkpoints {
    private static final int KEPT = 2;
    private static final String PREFIX = "step-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9]+");
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
        Path target = folder.resolve(String.format(Locale.ROOT, "%s%08d", PREFIX, state.step()));
        Path part = folder.resolve(target.getFileName() + ".part");
        try {
            delete(part);
            delete(target);
            Files.createDirectories(part);
            write(part.resolve(TENSORS), arrays);
            writeForced(part.resolve(STATE), Json.write(state));
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

    /** Written before the name that says so: after a power cut the file is there, or its folder is not. */
    private static void writeForced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Fills the arrays from the newest checkpoint that is whole; empty where there is none.
     *
     * @param messages hears of those that are not
     */
    public Optional<State> restore(Map<String, NDArray> arrays, Consumer<String> messages) {
        List<Path> all = new ArrayList<>(complete());
        Collections.reverse(all);
        for (Path checkpoint : all) {
            try {
                return Optional.of(restore(checkpoint, arrays));
            } catch (IOException | SafeTensorsException | DamagedException e) {
                messages.accept("The checkpoint " + checkpoint.getFileName() + " is damaged (" + e.getMessage()
                        + "), so the training goes on from the one before.");
            }
        }
        if (!all.isEmpty()) {
            throw DynReferException.invalid(
                    "--resume", "No checkpoint in " + folder + " is whole; start the training in another folder.");
        }
        return Optional.empty();
    }

    /** The state of a checkpoint cannot be read. */
    private static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(DynReferException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static State restore(Path checkpoint, Map<String, NDArray> arrays) throws IOException, DamagedException {
        State state = state(checkpoint);
        try (SafeTensorsFile file = SafeTensorsFile.open(checkpoint.resolve(TENSORS))) {
            if (!file.entries().keySet().equals(arrays.keySet())) {
                throw DynReferException.invalid("--resume", checkpoint + " was written for other weights.");
            }
            Inference.call(manager -> {
                arrays.forEach(
                        (name, array) -> array.set(file.read(file.entry(name)).asFloatBuffer()));
                return true;
            });
            return state;
        }
    }

    private static State state(Path checkpoint) throws IOException, DamagedException {
        byte[] json = Files.readAllBytes(checkpoint.resolve(STATE));
        try {
            return Json.read(json, State.class);
        } catch (DynReferException e) {
            throw new DamagedException(e);
        }
    }

    private List<Path> complete() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
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
