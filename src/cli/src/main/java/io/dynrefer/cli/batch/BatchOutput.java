package io.dynrefer.cli.batch;

import io.dynrefer.cli.answer.AnswerFormat;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of a run. In a folder they are {@code answers.<form>}, {@code failed.jsonl} and {@code journal.jsonl};
 * beside a file they have its name in front.
 */
public record BatchOutput(Path answers, Path failed, Path journal, AnswerFormat format) {
    /** For what {@code --out} names: a file, if it has an extension, otherwise a folder. */
    public static BatchOutput of(Path out, Optional<AnswerFormat> format) {
        String name = String.valueOf(out.getFileName());
        AnswerFormat form = format.orElseGet(() -> formatOf(name));
        if (form == AnswerFormat.TEXT) {
            throw DynReferException.invalid("--format", "The form text is for the screen; with --out take another.");
        }
        if (Files.isDirectory(out) || name.indexOf('.') < 0) {
            return new BatchOutput(
                    out.resolve("answers." + form.extension()),
                    out.resolve("failed.jsonl"),
                    out.resolve("journal.jsonl"),
                    form);
        }
        return new BatchOutput(
                out, out.resolveSibling(name + ".failed.jsonl"), out.resolveSibling(name + ".journal.jsonl"), form);
    }

    /** By the longest extension that fits, e.g. {@code x.coco.json}. */
    private static AnswerFormat formatOf(String name) {
        return Arrays.stream(AnswerFormat.values())
                .filter(format -> name.endsWith("." + format.extension()))
                .max(Comparator.comparing(format -> format.extension().length()))
                .orElse(AnswerFormat.JSONL);
    }

    /** Puts the answers and the list of failures in place, whole or not at all. */
    public void write(PhotoBatch batch, List<Failure> failures) {
        try {
            if (batch.answers().iterator().hasNext()) {
                replace(answers, out -> format.write(batch.answers(), out));
            } else {
                Files.deleteIfExists(answers);
            }
            replace(failed, out -> {
                for (Failure failure : failures) {
                    out.append(Json.text(failure)).append('\n');
                }
            });
        } catch (IOException e) {
            throw DynReferException.invalid("--out", "The answers cannot be written: " + e + ".");
        }
    }

    private interface Content {
        void write(Appendable out) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter writer = Files.newBufferedWriter(draft)) {
            content.write(writer);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
