package io.dynrefer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.command.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One run of the command: what it printed and its exit code. */
record Run(int exitCode, String out, String err) {
    /** Runs with this home, as if not started by the launcher. */
    static Run of(Path home, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = DynReferCommand.commandLine(new Surroundings(home, null, false))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Run(command.execute(arguments), out.toString(), err.toString());
    }

    /** The same with the preset {@code tiny} of random weights, where what a model knows does not matter. */
    static Run tiny(Path home, String... arguments) {
        return of(
                home,
                Stream.concat(Stream.of(arguments), Stream.of("--preset", "tiny"))
                        .toArray(String[]::new));
    }

    /** The printed JSON. */
    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(this.toString(), e);
        }
    }

    /** An example photo of the repository. */
    static String example(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path photo = folder.resolve("examples").resolve(name);
            if (Files.exists(photo)) {
                return photo.toString();
            }
        }
        throw new AssertionError("no examples/" + name + " above " + Path.of("").toAbsolutePath());
    }
}
