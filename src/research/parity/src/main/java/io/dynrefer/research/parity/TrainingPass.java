package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Recording;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.represent.RegionTokens;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.training.network.Batch;
import io.dynrefer.training.network.LossWeights;
import io.dynrefer.training.network.Losses;
import io.dynrefer.training.network.TrainingNetwork;
import io.dynrefer.training.weights.TrainableWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A loss and its gradients by the weights' names. Not equal by value. */
record TrainingPass(double loss, Map<String, float[]> gradients) {
    static TrainingPass run(Path folder, ModelFixture fixture, float[] views, Function<Losses, NDArray> loss) {
        List<String> trained = new ArrayList<>(TrainableWeights.DEFAULT_PREFIXES);
        trained.add("query_tokens"); // the fixture records its gradient, though it does not learn
        try (CheckpointWeights source = new CheckpointWeights(Checkpoint.open(folder), Precision.FP32);
                TrainableWeights weights = new TrainableWeights(source, trained, null)) {
            TrainingNetwork network =
                    new TrainingNetwork(Weights.of(weights), fixture.preset(), LossWeights.PUBLISHED, null);
            return Recording.call(manager -> {
                NDArray value = loss.apply(network.forward(batch(manager, fixture, views)));
                Recording.backward(value);
                Map<String, float[]> gradients = new LinkedHashMap<>();
                weights.trained()
                        .forEach((name, weight) ->
                                gradients.put(name, weight.getGradient().toFloatArray()));
                return new TrainingPass(value.getFloat(), gradients);
            });
        }
    }

    private static Batch batch(NDManager manager, ModelFixture fixture, float[] views) {
        long samples = fixture.arrays().shape("in.tags")[0];
        long width = fixture.preset().imageEncoder().width();
        long count = samples * fixture.preset().viewCount();
        NDArray texts = fixture.array(manager, "train.text_encoder_captions"); // (samples, text width)
        NDArray regions = manager.create(views, new Shape(count, RegionTokens.count(fixture.preset()), width));
        return new Batch(
                regions,
                regions.get(":, 0"), // not used without lexical rows
                tagLabels(fixture.ids(manager, "in.tags")),
                texts,
                Numbers.times(manager.eye((int) samples), 2).sub(1f),
                fixture.control(manager),
                fixture.ids(manager, "in.labels"),
                fixture.ids(manager, "in.caption_attention_mask"),
                null);
    }

    /** The research code keeps two lists of tags side by side, and either counts: (samples, 2 * tags). */
    private static NDArray tagLabels(NDArray both) {
        long tags = both.getShape().get(1) / 2;
        return both.reshape(-1, 2, tags).max(new int[] {1}).toType(DataType.FLOAT32, false);
    }
}
