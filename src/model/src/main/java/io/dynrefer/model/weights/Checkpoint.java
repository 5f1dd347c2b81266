package io.dynrefer.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.TensorEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All tensors of a model folder: {@value #SINGLE} alone, or the shards that {@value #INDEX} lists. Safe for use by
 * several threads.
 */
public final class Checkpoint implements Closeable {
    /** The one file of a checkpoint that is not split. */
    public static final String SINGLE = "weights.safetensors";

    /** The list of shards of a split checkpoint: {@code {"weight_map": {tensor: file}}}. */
    public static final String INDEX = "weights.safetensors.index.json";

    private final Path source;
    private final List<SafeTensorsFile> files;
    private final Map<String, SafeTensorsFile> fileOf;

    private Checkpoint(Path source, List<SafeTensorsFile> files) {
        this.source = source;
        this.files = files;
        Map<String, SafeTensorsFile> fileOf = new LinkedHashMap<>();
        for (SafeTensorsFile file : files) {
            for (String name : file.entries().keySet()) {
                SafeTensorsFile other = fileOf.put(name, file);
                if (other != null) {
                    throw new WeightsException(file.path(), "tensor '" + name + "' is also in " + other.path());
                }
            }
        }
        this.fileOf = fileOf;
    }

    /** Opens a model folder, or one safetensors file. */
    public static Checkpoint open(Path folderOrFile) {
        List<SafeTensorsFile> files = new ArrayList<>();
        try {
            for (Path file : filesOf(folderOrFile)) {
                files.add(SafeTensorsFile.open(file));
            }
            return new Checkpoint(folderOrFile, files);
        } catch (RuntimeException e) {
            files.forEach(SafeTensorsFile::close);
            throw e;
        }
    }

    private static List<Path> filesOf(Path folderOrFile) {
        if (Files.isRegularFile(folderOrFile)) {
            return List.of(folderOrFile);
        }
        Path index = folderOrFile.resolve(INDEX);
        if (Files.exists(index)) {
            return shards(folderOrFile, index);
        }
        Path single = folderOrFile.resolve(SINGLE);
        if (!Files.exists(single)) {
            throw new WeightsException(folderOrFile, "has neither " + SINGLE + " nor " + INDEX);
        }
        return List.of(single);
    }

    private static List<Path> shards(Path folder, Path index) {
        try {
            JsonNode map = new ObjectMapper().readTree(index.toFile()).path("weight_map");
            TreeSet<String> names = new TreeSet<>();
            map.forEach(file -> names.add(file.asText()));
            if (names.isEmpty()) {
                throw new WeightsException(index, "has no weight_map");
            }
            return names.stream().map(folder::resolve).toList();
        } catch (IOException e) {
            throw new WeightsException(index, "is not valid JSON", e);
        }
    }

    /** The folder or file that was opened. */
    public Path source() {
        return source;
    }

    /** How many bytes all tensors take. */
    public long bytes() {
        return files.stream()
                .flatMap(file -> file.entries().values().stream())
                .mapToLong(TensorEntry::bytes)
                .sum();
    }

    /** The names of all tensors. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fileOf.keySet());
    }

    /** The file that holds a tensor; one that no file holds is an error that names it. */
    public SafeTensorsFile file(String name) {
        SafeTensorsFile file = fileOf.get(name);
        if (file == null) {
            throw new WeightsException(source, "has no tensor '" + name + "'");
        }
        return file;
    }

    @Override
    public void close() {
        files.forEach(SafeTensorsFile::close);
    }
}
