package io.dynrefer.cli.answer;

import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.region.ScoredLabel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as RFC 4180 CSV with a header, one row per region; lists are {@code name=score} joined by {@code ;}. */
final class CsvAnswer {
    private static final List<String> COLUMNS = List.of(
            "image",
            "region",
            "x",
            "y",
            "width",
            "height",
            "caption",
            "caption_score",
            "category",
            "category_score",
            "category_probability",
            "known",
            "tags",
            "attributes",
            "model",
            "trained",
            "error");

    private CsvAnswer() {}

    static void write(Iterable<AnsweredPhoto> photos, Appendable out) throws IOException {
        out.append(row(COLUMNS));
        for (AnsweredPhoto photo : photos) {
            for (RegionAnswer region : photo.response().regions()) {
                out.append(row(cells(photo, region)));
            }
        }
    }

    private static List<String> cells(AnsweredPhoto photo, RegionAnswer region) {
        List<String> cells = new ArrayList<>(List.of(photo.fileName(), region.id()));
        for (int i = 0; i < 4; i++) {
            cells.add(region.bbox() == null ? "" : String.valueOf(region.bbox().get(i)));
        }
        ReferResponse.Caption caption = region.caption();
        ScoredLabel category = first(region.categories());
        cells.add(caption == null ? "" : caption.text());
        cells.add(caption == null ? "" : String.valueOf(caption.score()));
        cells.add(category == null ? "" : category.name());
        cells.add(category == null ? "" : String.valueOf(category.score()));
        cells.add(category == null ? "" : Objects.toString(category.probability(), ""));
        cells.add(Objects.toString(region.known(), ""));
        cells.add(joined(region.tags()));
        cells.add(joined(region.attributes()));
        cells.add(photo.response().model().id());
        cells.add(String.valueOf(photo.response().model().trained()));
        cells.add(region.error() == null ? "" : Objects.toString(region.error().message(), ""));
        return cells;
    }

    private static @Nullable ScoredLabel first(@Nullable List<ScoredLabel> labels) {
        return labels == null || labels.isEmpty() ? null : labels.get(0);
    }

    private static String joined(@Nullable List<ScoredLabel> labels) {
        return labels == null
                ? ""
                : labels.stream()
                        .map(label -> label.name() + "=" + label.score())
                        .collect(Collectors.joining(";"));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(CsvAnswer::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        boolean special = cell.chars().anyMatch(character -> character == ',' || character == '"' || character < ' ');
        return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
