package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Checkpoint;
import io.dynrefer.model.weights.CheckpointWeights;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.training.network.Losses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One training step: the losses {@code train.loss*}, the gradients of each ({@code grad.*}) and those of their sum
 * ({@code grads_total_loss.safetensors}).
 */
final class TrainingParity implements ParityCheck {
    private static final String TOTAL_GRADIENTS = "grads_total_loss.safetensors";
    private static final double LOSS_TOLERANCE = 2e-4;
    private static final double CONTRAST_TOLERANCE = 1e-3;
    private static final double GRADIENT_TOLERANCE = 1e-6;

    /** Added to the tolerance of a gradient, times the largest number in it. */
    private static final double GRADIENT_SHARE = 1e-3;

    private static final Map<String, Function<Losses, NDArray>> LOSSES =
            new TreeMap<>(Map.of("loss_llm", Losses::caption, "loss_tag", Losses::tag, "loss_att", Losses::contrast));

    @Override
    public boolean applies(Path folder) {
        return ModelFixture.isIn(folder) && Files.exists(folder.resolve(TOTAL_GRADIENTS));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        ModelFixture fixture = ModelFixture.read(folder);
        float[] views = views(folder, fixture);
        LOSSES.forEach((name, loss) -> compare(folder, fixture, views, name, loss, report));
        compareTotal(folder, fixture, views, report);
    }

    /** What the frozen image encoder makes of the views, the region cut out (samples * views, 1 + size*size, width). */
    private static float[] views(Path folder, ModelFixture fixture) {
        try (CheckpointWeights source = new CheckpointWeights(Checkpoint.open(folder), Precision.FP32)) {
            DynReferNetwork network = new DynReferNetwork(Weights.of(source), fixture.preset());
            return Inference.call(manager -> network.cut(network.encode(fixture.pixels(manager)), fixture.boxes())
                    .toFloatArray());
        }
    }

    private static void compare(
            Path folder,
            ModelFixture fixture,
            float[] views,
            String name,
            Function<Losses, NDArray> loss,
            ParityReport report) {
        TrainingPass step = TrainingPass.run(folder, fixture, views, loss);
        if (!name.equals("loss_llm")) { // LanguageParity has that one
            double tolerance = name.equals("loss_att") ? CONTRAST_TOLERANCE : LOSS_TOLERANCE;
            report.floats(
                    "train." + name,
                    fixture.arrays().floats("train." + name),
                    new float[] {(float) step.loss()},
                    tolerance);
        }
        String prefix = "grad." + name + ".";
        fixture.arrays().names().stream()
                .filter(array -> array.startsWith(prefix))
                .forEach(array -> compareGradient(
                        array,
                        fixture.arrays().floats(array),
                        step.gradients().get(array.substring(prefix.length())),
                        report));
    }

    private static void compareTotal(Path folder, ModelFixture fixture, float[] views, ParityReport report) {
        TrainingPass step = TrainingPass.run(folder, fixture, views, Losses::total);
        report.floats(
                "train.loss",
                fixture.arrays().floats("train.loss"),
                new float[] {(float) step.loss()},
                CONTRAST_TOLERANCE);
        SafeTensorsDocument expected = SafeTensorsDocument.read(folder.resolve(TOTAL_GRADIENTS));
        for (String name : expected.names()) {
            compareGradient(
                    "grads_total_loss." + name,
                    expected.floats(name),
                    step.gradients().get(name),
                    report);
        }
        List<String> unexpected = step.gradients().keySet().stream()
                .filter(name -> !expected.contains(name))
                .toList();
        report.exact("grads_total_loss: nothing else learns", List.of(), unexpected);
    }

    private static void compareGradient(String name, float[] expected, float @Nullable [] actual, ParityReport report) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        report.floats(
                name, expected, actual == null ? new float[0] : actual, GRADIENT_SHARE * largest + GRADIENT_TOLERANCE);
    }
}
