package io.dynrefer.command;

import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.ModelTimes;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** What an evaluation leaves behind: its report and where its time went, in its folder and on the screen. */
public final class ReportOutput {
    private ReportOutput() {}

    /** Writes both into a folder and prints them: the report to the command's output, the times to its messages. */
    public static void finish(Report report, ModelTimes times, Path folder, CommandSpec command) {
        report.write(folder);
        times.write(folder);
        command.commandLine().getErr().println(times.profile().describe());
        PrintWriter output = command.commandLine().getOut();
        output.print(report.markdown());
        output.flush();
    }
}
