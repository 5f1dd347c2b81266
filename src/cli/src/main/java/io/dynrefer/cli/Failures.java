package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns every failure into one line that names the field and the fix, and into an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final BooleanSupplier verbose;

    Failures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr()
                .println(oneLine("error: " + failure.getMessage() + " Try '"
                        + command.getCommandSpec().qualifiedName() + " --help'."));
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Throwable cause = unwrap(failure);
        PrintWriter err = command.getErr();
        err.println(describe(cause));
        if (verbose.getAsBoolean()) {
            cause.printStackTrace(err);
        }
        return cause instanceof DynReferException known && known.code() == ErrorCode.INVALID_REQUEST
                ? ExitCode.USAGE
                : ExitCode.FAILURE;
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? unwrap(cause) : failure;
    }

    private static String describe(Throwable failure) {
        if (failure instanceof DynReferException known) {
            String field = known.field().map(name -> ", " + name).orElse("");
            return oneLine("error: " + known.getMessage() + " [" + known.code().wireName() + field + "]");
        }
        return oneLine("error: " + failure + " [internal; run again with " + DynReferCommand.VERBOSE
                + " for the stack trace]");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
