package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParaphraseTableTest {
    private static final String TABLE = "0.5\na lot of\nmany\n0.3\nguy\nman\n";

    @TempDir
    private Path folder;

    private List<Match> matches(ParaphraseTable table) {
        CandidateMatches found = new CandidateMatches(2, 4);
        table.match(3, List.of("many", "cats"), List.of("a", "lot", "of", "cats"), found);
        return found.startingAt(0);
    }

    @Test
    void match_phraseOfTheReference_isFound() throws IOException {
        Path file = Files.writeString(folder.resolve("table.txt"), TABLE);
        assertThat(matches(ParaphraseTable.read(file))).containsExactly(new Match(0, 3, 0, 1, 3));
    }

    @Test
    void match_phraseOfTheHypothesis_isFound() throws IOException {
        Path file = Files.writeString(folder.resolve("table.txt"), "0.5\nmany\na lot of\n");
        assertThat(matches(ParaphraseTable.read(file))).containsExactly(new Match(0, 3, 0, 1, 3));
    }

    @Test
    void read_gzippedTable_isTheSame() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(TABLE.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("table.gz"), zipped.toByteArray());
        assertThat(matches(ParaphraseTable.read(file))).hasSize(1);
    }

    @Test
    void read_entryCutOff_namesTheLine() throws IOException {
        Path file = Files.writeString(folder.resolve("table.txt"), TABLE + "0.1\nlonely\n");
        assertThatThrownBy(() -> ParaphraseTable.read(file))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("line 7");
    }

    @Test
    void read_noFile_isAnError() {
        assertThatThrownBy(() -> ParaphraseTable.read(folder.resolve("absent.gz")))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("absent.gz");
    }
}
