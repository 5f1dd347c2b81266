package io.dynrefer.research.parity;

import io.dynrefer.command.ExitCode;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares everything this project computes with what the research code computed. */
@Command(
        name = "check-parity",
        description = "Compare with arrays and answers of the released research code.",
        footer = {
            "",
            "Example:",
            "  dynrefer check-parity src/testing/golden",
            "",
            "Exit codes: 0 everything compared agrees, 1 something differs or nothing was compared."
        })
final class CheckParityCommand implements Callable<Integer> {
    /** How deep fixtures may lie below the folder. */
    private static final int DEPTH = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<folder>", description = "A folder of fixtures, or a folder of such folders.")
    private Path folder;

    @Option(names = "--failures-only", description = "Print only what differs, and the totals.")
    private boolean failuresOnly;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw DynReferException.invalid("<folder>", "There is no folder " + folder + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        ParityReport report = new ParityReport(line -> {
            if (!(failuresOnly && line.passed())) {
                out.println(line);
            }
        });
        int broken = 0;
        for (Path candidate : fixtures(folder, DEPTH)) {
            broken += runAll(candidate, report, out);
        }
        out.printf(
                "%d compared, %d failed%s%n",
                report.compared(),
                report.failed(),
                broken == 0 ? "" : ", " + broken + (broken == 1 ? " comparison" : " comparisons") + " broke off");
        out.flush();
        return report.compared() > 0 && report.failed() == 0 && broken == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** The folder itself if it has fixtures, otherwise those of the folders in it. */
    private static List<Path> fixtures(Path folder, int depth) {
        if (depth == 0 || !ParityChecks.of(folder).isEmpty()) {
            return List.of(folder);
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> folders = children.filter(Files::isDirectory).sorted().toList();
            return folders.isEmpty()
                    ? List.of(folder)
                    : folders.stream()
                            .flatMap(child -> fixtures(child, depth - 1).stream())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /** Runs what applies to a folder; the number of comparisons that could not be finished. */
    private static int runAll(Path folder, ParityReport report, PrintWriter out) {
        List<ParityCheck> checks = ParityChecks.of(folder);
        if (checks.isEmpty()) {
            out.println("-    " + folder + ": no comparison applies");
        }
        int broken = 0;
        for (ParityCheck check : checks) {
            try {
                check.run(folder, report);
            } catch (RuntimeException e) {
                // One damaged fixture must not hide what the others say; it counts as a failure.
                out.println("FAIL " + check.getClass().getSimpleName() + " in " + folder + " broke off: " + e);
                broken++;
            }
            out.flush();
        }
        return broken;
    }
}
