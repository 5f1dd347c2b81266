package io.dynrefer.evaluation.report;

import java.util.List;

/**
 * A table of a report.
 *
 * @param title its heading
 * @param note what the reader must know to read it; may be empty
 * @param columns the headings, the rows' own first
 * @param rows each as many cells as there are columns
 */
public record ReportTable(String title, String note, List<String> columns, List<List<Cell>> rows) {
    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        title + ": " + columns.size() + " columns, a row of " + row.size() + " cells");
            }
        }
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        if (!note.isEmpty()) {
            text.append(note).append("\n\n");
        }
        text.append("| ").append(String.join(" | ", columns)).append(" |\n|");
        text.append(" --- |".repeat(columns.size())).append('\n');
        for (List<Cell> row : rows) {
            text.append("| ")
                    .append(String.join(" | ", row.stream().map(Cell::markdown).toList()))
                    .append(" |\n");
        }
        return text.append('\n').toString();
    }
}
