package io.dynrefer.cli;

import io.dynrefer.model.weights.Preset;
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
        out.printf(
                "  image encoder    %d blocks, width %d, %d heads, patch %d%n",
                preset.imageEncoder().depth(),
                preset.imageEncoder().width(),
                preset.imageEncoder().heads(),
                preset.patchSize());
        out.printf(
                "  Q-Former         %d layers, width %d, %d queries%n",
                preset.qformer().layers(),
                preset.qformer().width(),
                preset.qformer().queries());
        out.printf(
                "  text encoder     %d layers, width %d%n",
                preset.textEncoder().layers(), preset.textEncoder().width());
        out.printf(
                "  language model   %d + %d layers, width %d, %d tokens%n",
                preset.languageModel().encoderLayers(),
                preset.languageModel().decoderLayers(),
                preset.languageModel().width(),
                preset.languageModel().vocabularySize());
    }
}
