package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.t5.CaptionNetwork;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.Box;
import io.dynrefer.safetensors.SafeTensorsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A folder with the research code's inputs and results at small random weights: sizes, arrays, strings. */
final class ModelFixture {
    private final Path folder;
    private final Preset preset;
    private final SafeTensorsDocument arrays;
    private final JsonNode meta;

    private ModelFixture(Path folder, Preset preset, SafeTensorsDocument arrays, JsonNode meta) {
        this.folder = folder;
        this.preset = preset;
        this.arrays = arrays;
        this.meta = meta;
    }

    /** Whether the folder is one. */
    static boolean isIn(Path folder) {
        return Stream.of("config.json", "io.safetensors", "meta.json", Checkpoint.SINGLE)
                .allMatch(name -> Files.exists(folder.resolve(name)));
    }

    static ModelFixture read(Path folder) {
        try {
            return new ModelFixture(
                    folder,
                    Preset.read(folder.resolve("config.json")),
                    SafeTensorsDocument.read(folder.resolve("io.safetensors")),
                    new ObjectMapper().readTree(folder.resolve("meta.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its weights, opened. */
    CheckpointWeights weights() {
        return new CheckpointWeights(Checkpoint.open(folder), Precision.FP32);
    }

    /** Its weights as arrays. */
    SafeTensorsDocument weightFile() {
        return SafeTensorsDocument.read(folder.resolve(Checkpoint.SINGLE));
    }

    Preset preset() {
        return preset;
    }

    SafeTensorsDocument arrays() {
        return arrays;
    }

    JsonNode meta() {
        return meta;
    }

    /** The strings of a JSON array. */
    static List<String> strings(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    NDArray array(NDManager manager, String name) {
        return manager.create(arrays.floats(name), new Shape(arrays.shape(name)));
    }

    /** An I64 array. */
    NDArray ids(NDManager manager, String name) {
        return manager.create(arrays.longs(name), new Shape(arrays.shape(name)));
    }

    /** The control words, tokenised. */
    CaptionNetwork.Control control(NDManager manager) {
        return new CaptionNetwork.Control(ids(manager, "in.control_ids"), ids(manager, "in.control_attention_mask"));
    }

    /** The normalised views (samples * views, 3, size, size). */
    NDArray pixels(NDManager manager) {
        long[] shape = arrays.shape("in.cascade_region_images");
        return array(manager, "in.cascade_region_images").reshape(shape[0] * shape[1], shape[2], shape[3], shape[4]);
    }

    /** The region in each view, samples * views. */
    List<Box> boxes() {
        float[] values = arrays.floats("in.cascade_region_bboxes");
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < values.length; i += 4) {
            boxes.add(new Box(values[i], values[i + 1], values[i + 2], values[i + 3]));
        }
        return boxes;
    }
}
