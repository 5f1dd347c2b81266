package io.dynrefer.cli;

import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.model.convert.Conversion;
import io.dynrefer.model.convert.ReleasedFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model folder from released PyTorch files. */
@Command(
        name = "convert",
        description = {
            "Make a model folder from the released files: DynRefer, BLIP-2, EVA, EVA-CLIP and Flan-T5 checkpoints (.pth, .pt,"
                    + " .bin, .safetensors), the vocabularies and the tokenizers.",
            "Files are told apart by their names; of two with the same tensor the later one counts, so name DynRefer's own"
                    + " checkpoint last."
        },
        footer = {
            "",
            "Example:",
            "  dynrefer convert blip2_pretrained_flant5xl.pth eva_vit_g.pth eva_clip_psz14.pt flan-t5-xl/ model_configs/"
                    + " vg1.2_5e.pth --out /data/dynrefer"
        })
final class ConvertCommand implements Callable<Integer> {
    private static final int UNUSED_SHOWN = 10;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "<file or folder>",
            description = "The released files, or folders of them.")
    private List<Path> files;

    @Option(
            names = "--preset",
            paramLabel = "<name or file>",
            description = "The sizes: a name from 'dynrefer presets' or a JSON file (default ${DEFAULT-VALUE}).")
    private String preset = "dynrefer-flant5xl";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "<folder>",
            description = "The folder to write; it must be empty or absent.")
    private Path out = Path.of("");

    ConvertCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PresetChoice choice = PresetChoice.of(preset);
        UserFiles.requireEmptyFolder("--out", out);
        ReleasedFiles released = ReleasedFiles.find(files);
        PrintWriter messages = spec.commandLine().getErr();
        Conversion.Report report;
        try (Display progress = Display.ofBytes("Converting to " + out, messages, surroundings)) {
            report = new Conversion(choice.name(), choice.preset()).run(released, out, progress);
        }
        print(report, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private void print(Conversion.Report report, PrintWriter output) {
        output.printf(
                "%s: %s, id %s%n", out, report.card().preset(), report.card().id());
        if (!report.computed().isEmpty()) {
            output.printf("Computed, since no file has them: %s%n", String.join(", ", report.computed()));
        }
        if (!report.unused().isEmpty()) {
            output.printf(
                    "%d tensors of the files are not needed:%n", report.unused().size());
            report.unused().stream().limit(UNUSED_SHOWN).forEach(name -> output.println("  " + name));
            if (report.unused().size() > UNUSED_SHOWN) {
                output.println("  ...");
            }
        }
        output.flush();
    }
}
