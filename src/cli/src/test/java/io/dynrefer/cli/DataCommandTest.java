package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    Path folder;

    @Test
    void fetch_list_namesPackagesAndLicences() {
        Run run = Run.of(folder, "data", "fetch", "--list");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("sweethome3d-furniture 1.8-1", "licence: Apache-2.0");
    }

    @Test
    void fetch_unknownPackage_listsTheKnown() {
        Run run = Run.of(folder, "data", "fetch", "sofa");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("'sofa'", "tuxpaint-data", "not_found");
    }
}
