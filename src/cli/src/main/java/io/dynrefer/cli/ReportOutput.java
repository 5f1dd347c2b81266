package io.dynrefer.cli;

import io.dynrefer.evaluation.report.Report;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what an evaluation found. */
final class ReportOutput {
    private ReportOutput() {}

    /** Prints the report as Markdown to the command's output. */
    static void print(Report report, CommandSpec command) {
        PrintWriter output = command.commandLine().getOut();
        output.print(report.markdown());
        output.flush();
    }
}
