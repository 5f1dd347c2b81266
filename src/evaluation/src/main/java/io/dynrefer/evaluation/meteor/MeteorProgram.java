package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The published program in a process of its own, asked as the COCO caption toolkit asks it: {@code - - -stdio -l en
 * -norm}, one line a caption. It reads its table first, which takes some seconds and 2 GB. Not thread-safe.
 */
public final class MeteorProgram implements AutoCloseable {
    private static final String BETWEEN = " ||| ";

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    /** Starts the program. */
    public MeteorProgram(MeteorPackage files) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            process = new ProcessBuilder(
                            java,
                            "-Xmx2G",
                            "-jar",
                            files.program().toAbsolutePath().toString(),
                            "-",
                            "-",
                            "-stdio",
                            "-l",
                            "en",
                            "-norm")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("METEOR's program cannot be started with " + java, e);
        }
        questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A caption's counts, as the program writes them: 23 numbers between spaces. */
    public String statistics(String hypothesis, List<String> references) {
        return ask("SCORE" + BETWEEN + String.join(BETWEEN, references) + BETWEEN + hypothesis);
    }

    /** The score that such counts come to, 0..1. */
    public double score(String statistics) {
        ask("EVAL" + BETWEEN + statistics); // the caption's own score, which is the total of one caption too
        return Double.parseDouble(line());
    }

    private String ask(String question) {
        try {
            questions.write(question.replace('\n', ' ') + "\n");
            questions.flush();
        } catch (IOException e) {
            throw gone();
        }
        return line();
    }

    private String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw gone();
            }
            return line;
        } catch (IOException e) {
            throw gone();
        }
    }

    private static DynReferException gone() {
        return new DynReferException(
                ErrorCode.INTERNAL,
                "meteor",
                "METEOR's program ended without an answer; it needs 2 GB of memory for its table.");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
