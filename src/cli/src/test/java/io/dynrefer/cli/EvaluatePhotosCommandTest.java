package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imported photos measured from the command line, with random weights. */
class EvaluatePhotosCommandTest {
    @TempDir
    Path home;

    @Test
    void photos_report_hasEveryMeasureAndIsTheSameAgain() throws IOException {
        Path photos = SmallScenes.write(home.resolve("cats"), "cats");
        Path references = home.resolve("references.json");
        Run written = Run.of(home, "data", "references", photos.toString(), "--out", references.toString());
        assertThat(written.exitCode()).as(written.err()).isEqualTo(ExitCode.OK);
        assertThat(written.out()).contains("48 captions of 24 regions");

        Run first = evaluate(photos, references);

        assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.OK);
        assertThat(first.out())
                .isEqualTo(Files.readString(home.resolve("out/report.md")))
                .contains(
                        "| category among 3 words | 20 |",
                        "no words given: right by WordNet, among five",
                        "tags, shorter side ≥ 64 px",
                        "| colour among 2 words | 20 |",
                        "| colour, mean of colours | 2 |",
                        "captions that name the thing",
                        "CIDEr-D against the file of references",
                        "calibration error of the scores' softmax, 15 bins",
                        "area under the curve");
        assertThat(home.resolve("out/cats-reliability.svg")).content().contains("<circle");
        assertThat(evaluate(photos, references).out()).isEqualTo(first.out());
    }

    private Run evaluate(Path photos, Path references) {
        return Run.of(
                home,
                "evaluate",
                "photos",
                "--data",
                photos.toString(),
                "--preset",
                "tiny",
                "--limit",
                "20",
                "--references",
                references.toString(),
                "--out",
                home.resolve("out").toString());
    }
}
