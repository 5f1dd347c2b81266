package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.command.ExitCode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Jobs of a deployed system: ask and wait for the answer, look, start again, give up. */
@Command(
        name = "jobs",
        description = "Ask a deployed system and wait for its answer, however long it takes to start; look after jobs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  dynrefer jobs ask examples/coffee.jpg --request request.json \\",
            "      --endpoint https://dynrefer.example.org --sign eu-central-1"
        })
final class JobsCommand {
    private JobsCommand() {}

    /** The command with its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new JobsCommand())
                .addSubcommand(new Ask())
                .addSubcommand(new Status())
                .addSubcommand(new Replay())
                .addSubcommand(new Cancel());
    }

    /** What all of them need. */
    private abstract static class Remote implements Callable<Integer> {
        @Mixin
        private Caller caller = new Caller();

        @Option(
                names = "--pause",
                defaultValue = "15",
                paramLabel = "SECONDS",
                description = "Between two looks at a job (default: ${DEFAULT-VALUE}).")
        private double pause;

        @Spec
        private @Nullable CommandSpec spec;

        abstract JsonNode call(RemoteJobs jobs, Duration pause);

        @Override
        public Integer call() {
            JsonNode job = call(caller.jobs(), Duration.ofMillis((long) (pause * 1000)));
            if (spec != null) {
                spec.commandLine().getOut().println(job.toPrettyString());
            }
            return job.path("status").asText().equals("failed") ? ExitCode.FAILURE : ExitCode.OK;
        }
    }

    @Command(name = "ask", description = "Hand in a question about a photo, and print the job with its answer.")
    private static final class Ask extends Remote {
        @Parameters(index = "0", paramLabel = "PHOTO", description = "The photo.")
        private @Nullable Path photo;

        @Option(
                names = "--request",
                required = true,
                paramLabel = "FILE",
                description = "The request as the API takes it, without the image: {\"regions\": …, \"tasks\": …}.")
        private @Nullable Path request;

        @Override
        JsonNode call(RemoteJobs jobs, Duration pause) {
            ObjectNode question = Json.read(read("--request", request), ObjectNode.class);
            question.put("image", Base64.getEncoder().encodeToString(read("PHOTO", photo)));
            JsonNode job = jobs.submit(Json.write(question), UUID.randomUUID().toString(), pause);
            return jobs.await(job.path("id").asText(), pause);
        }

        private static byte[] read(String what, @Nullable Path file) {
            try {
                if (file != null) {
                    return Files.readAllBytes(file);
                }
                throw DynReferException.invalid(what, what + " is missing.");
            } catch (IOException e) {
                throw new DynReferException(
                        ErrorCode.NOT_FOUND, what, "Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** What is about one job. */
    private abstract static class OfOne extends Remote {
        @Parameters(index = "0", paramLabel = "JOB", description = "The job's id, or the name that was uploaded under.")
        private String job = "";

        final String job() {
            return job;
        }
    }

    @Command(name = "status", description = "Print how far a job is, and its answer once there is one.")
    private static final class Status extends OfOne {
        @Override
        JsonNode call(RemoteJobs jobs, Duration pause) {
            return jobs.find(job(), pause);
        }
    }

    @Command(name = "replay", description = "Start a failed job again, and print it with its answer.")
    private static final class Replay extends OfOne {
        @Override
        JsonNode call(RemoteJobs jobs, Duration pause) {
            jobs.replay(job(), pause);
            return jobs.await(job(), pause);
        }
    }

    @Command(name = "cancel", description = "Give a job up.")
    private static final class Cancel extends OfOne {
        @Override
        JsonNode call(RemoteJobs jobs, Duration pause) {
            return jobs.cancel(job(), pause);
        }
    }
}
