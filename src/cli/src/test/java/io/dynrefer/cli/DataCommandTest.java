package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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

    @Test
    void generate_withoutItsPackages_saysHowToFetchThem() {
        Run run = Run.of(
                folder,
                "data",
                "generate",
                "composites",
                "--cache",
                folder.resolve("cache").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("dynrefer data fetch tuxpaint-stamps-default");
    }

    /** Another library's exclusions once took away what reading tar files needs, and only of the command. */
    @Test
    void tarFiles_areReadable_onTheCommandsClassPath() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(new TarArchiveEntry("stamp.txt", true));
            tar.closeArchiveEntry();
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(tar.getNextEntry().getName()).isEqualTo("stamp.txt");
        }
    }

    @Test
    void generate_unknownDataSet_listsTheKnown() {
        Run run = Run.of(folder, "data", "generate", "castles", "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("composites", "photos");
    }

    @Test
    void import_list_writesADataSetAndSaysWhatItLeftOut() throws IOException {
        Path photo = Files.copy(Path.of("../../examples/coffee.jpg"), folder.resolve("coffee.jpg"));
        Path list = Files.writeString(
                folder.resolve("labels.json"),
                "[{'file':'coffee.jpg','split':'test','category':'cup','bbox':[10,10,200,200]},"
                        .concat("{'file':'coffee.jpg','split':'test','category':'cup','bbox':[10,10,9,200]}]")
                        .replace('\'', '"'));
        Path out = folder.resolve("shop");
        Run run = Run.of(folder, "data", "import", "--list", list.toString(), "--out", out.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("shop 1", "test: 1 images, 1 regions", "left out: 1 boxes too small");
        assertThat(out.resolve("images/000001.jpg")).hasSameBinaryContentAs(photo);
        assertThat(out.resolve("import.json")).content().contains("\"boxes too small\":1", "\"cup\":1");
    }

    @Test
    void import_ofNothing_isAUsageError() {
        Run run = Run.of(folder, "data", "import", "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--coco", "--list");
    }

    @Test
    void sheet_ofNothing_namesTheFolder() {
        Path absent = folder.resolve("absent");
        Run run = Run.of(folder, "data", "sheet", absent.toString(), "--out", "sheet.svg");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains(absent.toString(), "not_found");
    }

    @Test
    void sheet_unknownSplit_isAUsageError() throws IOException {
        Files.writeString(
                folder.resolve("dataset.json"),
                "{'name':'n','description':'d','generator':'g','seed':0,'splits':{},'credits':[],".replace('\'', '"')
                        + "'vocabulary':{'categories':[],'novel_categories':[],'attributes':[],'tags':[]}}"
                                .replace('\'', '"'));
        Run run = Run.of(folder, "data", "sheet", folder.toString(), "--split", "dev", "--out", "sheet.svg");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--split", "'dev'");
    }
}
