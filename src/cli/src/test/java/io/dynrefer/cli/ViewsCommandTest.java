package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsCommandTest {
    @TempDir
    Path folder;

    @Test
    void views_imagePrior_explainsEveryCandidateAndDraws() throws IOException {
        Path svg = folder.resolve("views.svg");
        Run run = views("--box", "132,86,78,64", "--views", "image", "--out", svg.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().filter(line -> line.matches(" +[01]\\.\\d +\\d+ +[\\d.]+  .*")))
                .hasSize(10);
        assertThat(run.out())
                .contains(
                        "   0.1       28   280.0  118, 77, 116, 88          view 2",
                        "Chosen: 0, 0.1, 0.3, the image prior");
        assertThat(svg).content().startsWith("<svg ").contains("data:image/jpeg;base64,", ">t=0.3</text>");
    }

    @Test
    void views_taskPrior_namesTheTask() {
        Run run = views(
                "--box",
                "132,86,78,64",
                "--task",
                "tags",
                "--out",
                folder.resolve("v.svg").toString());
        assertThat(run.out()).contains("Chosen: 0, 0.2, 0.4, the task prior of tags");
    }

    @Test
    void views_explicitCoefficientBetweenCandidates_hasARowOfItsOwn() {
        Run run = views(
                "--box",
                "132,86,78,64",
                "--views",
                "0,0.25",
                "--out",
                folder.resolve("v.svg").toString());
        assertThat(run.out()).containsPattern("(?m)^ +0\\.25 .*view 2$").contains("as the caller named them");
    }

    @Test
    void views_twoRegions_haveADrawingEach() {
        Run run = views(
                "--box",
                "1,2,30,40",
                "--box",
                "50,6,70,80",
                "--out",
                folder.resolve("v.svg").toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Region 0", "Region 1");
        assertThat(folder.resolve("v-0.svg")).exists();
        assertThat(folder.resolve("v-1.svg")).exists();
    }

    @Test
    void views_unwritableFile_isRefused() {
        Run run = views(
                "--box",
                "1,2,30,40",
                "--out",
                folder.resolve("no/such/folder.svg").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--out", "cannot be written");
    }

    @Test
    void views_fileThatIsNoSvg_isRefused() {
        Run run = views("--box", "1,2,30,40", "--out", folder.resolve("v.png").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--out", ".svg", "v.png");
        assertThat(folder.resolve("v.png")).doesNotExist();
    }

    private Run views(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "views";
        arguments[1] = Run.example("cat.jpg");
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.of(folder, arguments);
    }
}
