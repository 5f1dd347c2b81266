package io.dynrefer.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.GoldenArrays;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.WeightSource;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.testing.Golden;

/** The caption network of the golden fixture, and its inputs. */
final class TinyLanguage implements AutoCloseable {
    static final Preset PRESET = Preset.read(Golden.path("model-tiny/config.json"));

    final CheckpointWeights source = new CheckpointWeights(Checkpoint.open(Golden.path("model-tiny")), Precision.FP32);
    final CaptionNetwork network = network(source);

    static CaptionNetwork network(WeightSource source) {
        return new CaptionNetwork(Weights.of(source), PRESET);
    }

    /** The fixture's regions and control words, encoded. */
    static T5Model.Encoded encode(NDManager manager, CaptionNetwork network) {
        CaptionNetwork.Control control =
                new CaptionNetwork.Control(ids(manager, "in.control_ids"), ids(manager, "in.control_attention_mask"));
        return network.encode(floats(manager, "eval.qformer.last_hidden_state"), control);
    }

    static NDArray ids(NDManager manager, String name) {
        return manager.create(GoldenArrays.IO.longs(name), new Shape(GoldenArrays.IO.shape(name)));
    }

    static NDArray floats(NDManager manager, String name) {
        return manager.create(GoldenArrays.IO.floats(name), new Shape(GoldenArrays.IO.shape(name)));
    }

    @Override
    public void close() {
        source.close();
    }
}
