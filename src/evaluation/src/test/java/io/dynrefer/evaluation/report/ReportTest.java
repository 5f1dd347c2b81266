package io.dynrefer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.evaluation.bootstrap.Estimate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void markdown_cells_arePrintedOnTheirScale() {
        ReportTable table = new ReportTable(
                "Numbers",
                "A note.",
                List.of("what", "n", "measured", "alone", "missing"),
                List.of(List.of(
                        Cell.of("a|b"),
                        Cell.of(12),
                        Cell.percent(new Estimate(0.5, 0.4, 0.625, 12)),
                        Cell.number(29.2),
                        Cell.percent(Double.NaN))));
        Report report = new Report("Title", Map.of("data", "rooms"), List.of(table), List.of("best.svg"));

        assertThat(report.markdown()).isEqualTo("""
                # Title

                - data: rooms

                ## Numbers

                A note.

                | what | n | measured | alone | missing |
                | --- | --- | --- | --- | --- |
                | a\\|b | 12 | 50.0 [40.0, 62.5] | 29.2 | – |

                ![best.svg](best.svg)
                """);
    }

    @Test
    void table_rowOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> new ReportTable("T", "", List.of("a"), List.of(List.of(Cell.EMPTY, Cell.EMPTY))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
