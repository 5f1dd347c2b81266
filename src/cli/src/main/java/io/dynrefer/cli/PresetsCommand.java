package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.InvertedResidualSizes;
import io.dynrefer.model.weights.MiniLmSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.VisionTransformerSizes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the network sizes that come with the program. */
@Command(
        name = "presets",
        description = "List the network sizes that come with the program.",
        footer = {"", "Example:", "  dynrefer presets"})
final class PresetsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (String name : Preset.NAMES) {
            out.println(name);
            describe(Preset.named(name), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void describe(Preset preset, PrintWriter out) {
        out.printf(
                "  views            %d of %d x %d pixels%n",
                preset.viewCount(), preset.imageSize(), preset.imageSize());
        out.printf("  image encoder    %s%n", imageEncoder(preset));
        out.printf(
                "  Q-Former         %d layers, width %d, %d queries%n",
                preset.qformer().layers(),
                preset.qformer().width(),
                preset.qformer().queries());
        out.printf("  text encoder     %s%n", textEncoder(preset));
        out.printf(
                "  language model   %d + %d layers, width %d, %d tokens%n",
                preset.languageModel().encoderLayers(),
                preset.languageModel().decoderLayers(),
                preset.languageModel().width(),
                preset.languageModel().vocabularySize());
    }

    private static String imageEncoder(Preset preset) {
        if (preset.imageEncoder() instanceof InvertedResidualSizes sizes) {
            return "convolutions, %d features, width %d, cells of %d pixels"
                    .formatted(sizes.features(), sizes.width(), preset.patchSize());
        }
        VisionTransformerSizes sizes = VisionTransformerSizes.of(preset);
        return "%d blocks, width %d, %d heads, patch %d"
                .formatted(sizes.depth(), sizes.width(), sizes.heads(), preset.patchSize());
    }

    private static String textEncoder(Preset preset) {
        if (preset.textEncoder() instanceof MiniLmSizes sizes) {
            return "MiniLM, %d layers, width %d".formatted(sizes.layers(), sizes.outputWidth());
        }
        ClipTowerSizes sizes = ClipTowerSizes.of(preset);
        return "%d layers, width %d".formatted(sizes.layers(), sizes.width());
    }
}
