package io.dynrefer.evaluation.report;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of an evaluation. A function of the answers alone: no time, no machine.
 *
 * @param title its heading
 * @param facts what was evaluated on what, in order
 * @param tables the numbers
 * @param pictures names of pictures beside the report
 */
public record Report(String title, Map<String, String> facts, List<ReportTable> tables, List<String> pictures) {
    public Report {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
    }

    /** The report as Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n");
        facts.forEach((name, fact) ->
                text.append("- ").append(name).append(": ").append(fact).append('\n'));
        text.append('\n');
        tables.forEach(table -> text.append(table.markdown()));
        pictures.forEach(
                name -> text.append("![").append(name).append("](").append(name).append(")\n"));
        return text.toString();
    }

    /** Writes {@code report.md} and {@code report.json} into a folder. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.md"), markdown(), StandardCharsets.UTF_8);
            Files.write(folder.resolve("report.json"), Json.write(this));
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", "The report cannot be written to " + folder + ": " + e, e);
        }
    }
}
