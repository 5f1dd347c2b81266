package io.dynrefer.research.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.represent.DeformableSampling;
import io.dynrefer.model.weights.Preset;

/** The sampling of deformable convolution alone, at the maps and settings of {@code dcn_extra}. */
final class DeformableSamplingParity implements ModelCheck {
    private static final double TOLERANCE = 5e-4;

    @Override
    public void compare(ModelFixture fixture, ParityReport report) {
        for (JsonNode settings : fixture.meta().path("dcn_extra")) {
            String name = "dcn_extra" + settings.get("case").asInt();
            float[] actual = Inference.call(manager -> sample(manager, fixture, settings, name));
            report.floats(name + ".output", fixture.arrays().floats(name + ".output"), actual, TOLERANCE);
        }
    }

    private static float[] sample(NDManager manager, ModelFixture fixture, JsonNode settings, String name) {
        NDArray input = fixture.array(manager, name + ".input"); // (n, h, w, channels)
        NDArray offsetMask = fixture.array(manager, name + ".offset_mask"); // (n, outH, outW, width)
        int height = settings.get("height").asInt();
        int width = settings.get("width").asInt();
        return new DeformableSampling(preset(settings), height, width)
                .forward(flat(input), flat(offsetMask))
                .toFloatArray();
    }

    private static Preset.Alignment preset(JsonNode settings) {
        int groups = settings.get("group").asInt();
        return new Preset.Alignment(
                groups * settings.get("group_channels").asInt(),
                groups,
                settings.get("kernel").asInt(),
                settings.get("stride").asInt(),
                settings.get("pad").asInt(),
                settings.get("dilation").asInt(),
                settings.get("offset_scale").asDouble(),
                settings.get("kernel").asInt(),
                settings.get("remove_center").asInt());
    }

    /** (n, h, w, width) to (n, h*w, width). */
    private static NDArray flat(NDArray map) {
        long n = map.getShape().get(0);
        return map.reshape(n, -1, map.getShape().get(3));
    }
}
