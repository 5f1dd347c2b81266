package io.dynrefer.evaluation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of answers, one JSON line each, in the order of the samples. While a run resumes, {@link #holds} walks over
 * the batches that are there; the first one that is not there whole is cut off, and what follows is appended.
 */
public final class PredictionFile implements AutoCloseable {
    private static final ObjectMapper JSON = Json.mapper();

    private final Path path;
    private final RandomAccessFile file;
    private final BufferedReader lines;
    private long end; // of the last whole batch
    private boolean appending;

    private PredictionFile(Path path, RandomAccessFile file, BufferedReader lines) {
        this.path = path;
        this.file = file;
        this.lines = lines;
    }

    /** Opens the file, which is made if it is not there. */
    public static PredictionFile open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            // Unlike Files.newBufferedReader, this one reads on where a kill has cut a character in two.
            InputStreamReader reader = new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8);
            return new PredictionFile(path, file, new BufferedReader(reader));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * Whether the next batch's answers are all there; otherwise everything from its first line on is removed.
     *
     * @param samples the ids of the batch's samples in order
     * @throws DynReferException if the file holds whole answers about other samples
     */
    public boolean holds(List<String> samples) {
        if (appending) {
            return false;
        }
        try {
            long after = end;
            for (String sample : samples) {
                String line = lines.readLine();
                if (line == null || !isWhole(line, sample)) {
                    startAppending();
                    return false;
                }
                after += line.getBytes(StandardCharsets.UTF_8).length + 1;
            }
            if (after > file.length()) { // the last line break is missing
                startAppending();
                return false;
            }
            end = after;
            return true;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private boolean isWhole(String line, String sample) {
        String found;
        try {
            found = JSON.readTree(line).path("sample").asText();
        } catch (JsonProcessingException e) {
            return false; // cut off when the run was killed
        }
        if (!found.equals(sample)) {
            throw DynReferException.invalid(
                    "--out",
                    path + " holds an answer about '" + found + "' where this run asks about '" + sample
                            + "': the data changed. Name another folder.");
        }
        return true;
    }

    private void startAppending() throws IOException {
        file.setLength(end);
        file.seek(end);
        appending = true;
    }

    /** Adds a batch's answers. */
    public void append(List<? extends Prediction<?>> predictions) {
        StringBuilder text = new StringBuilder();
        predictions.forEach(prediction -> text.append(Json.text(prediction)).append('\n'));
        try {
            if (!appending) {
                startAppending();
            }
            file.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The answers of a finished run, read while they are used; to be closed. */
    public static <T> Stream<Prediction<T>> read(Path path, Class<T> truthType) {
        JavaType type = JSON.getTypeFactory().constructParametricType(Prediction.class, truthType);
        try {
            return Files.lines(path).map(line -> parse(path, line, type));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static <T> Prediction<T> parse(Path path, String line, JavaType type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST, "--out", path + " holds a line that is no answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynReferException unusable(Path path, IOException cause) {
        return new DynReferException(
                ErrorCode.STORE_UNAVAILABLE, "--out", "Answers cannot be kept in " + path + ": " + cause + ".", cause);
    }
}
