package io.dynrefer.training.run;

import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where a training leaves everything: its configuration, metrics, plots, checkpoints and the finished model.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
    /** The configuration and the inputs. */
    public Path config() {
        return path.resolve("config.json");
    }

    /** One JSON object a line. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** The plot of the losses. */
    public Path losses() {
        return path.resolve("losses.svg");
    }

    /** The plot of what the steps cost. */
    public Path costs() {
        return path.resolve("costs.svg");
    }

    /** A folder per checkpoint. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** The finished model folder. */
    public Path model() {
        return path.resolve("model");
    }

    /** Starts a run: the folder must not hold one. */
    public void start(byte[] config) {
        if (Files.exists(config())) {
            throw DynReferException.invalid(
                    "--out", path + " holds a training already; continue it with --resume or name another folder.");
        }
        try {
            Files.createDirectories(checkpoints());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
        write(config);
    }

    /** Takes back a start that failed, so that the corrected one finds the folder as it was. */
    public void forget() {
        try {
            Files.deleteIfExists(config());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + config(), e);
        }
    }

    /** Writes the configuration of the run. */
    public void write(byte[] config) {
        try {
            replace(config(), config);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + config(), e);
        }
    }

    /** The configuration of the run the folder holds. */
    public byte[] read() {
        try {
            if (!Files.exists(config())) {
                throw DynReferException.invalid("--resume", path + " holds no training to continue.");
            }
            return Files.readAllBytes(config());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + config(), e);
        }
    }

    /** Puts a file in place of another at once. */
    static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
