package io.dynrefer.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private static JournalEntry entry(String photo, String message) {
        return new JournalEntry(photo, "key", null, new Problem(ErrorCode.NOT_FOUND, null, message));
    }

    @Test
    void open_lineThatIsHalfWritten_isCutOff() throws IOException {
        Path file = folder.resolve("below/journal.jsonl");
        try (Journal journal = Journal.open(file)) {
            journal.add(entry("a", "first"));
            journal.add(entry("b", "lost"));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 9), StandardOpenOption.TRUNCATE_EXISTING);

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.find("a", "key")).contains(entry("a", "first"));
            assertThat(journal.mentions("b")).isFalse();
            journal.add(entry("b", "again"));
            journal.add(entry("a", "later"));
            assertThat(journal.find("a", "key")).contains(entry("a", "later"));
        }
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.find("a", "key")).contains(entry("a", "later"));
            assertThat(journal.find("b", "key")).contains(entry("b", "again"));
            assertThat(journal.find("b", "another question")).isEmpty();
        }
    }

    @Test
    void open_journalOfARunThatGoesOn_isRefused() {
        Path file = folder.resolve("journal.jsonl");
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.mentions("a")).isFalse();
            assertThatThrownBy(() -> Journal.open(file))
                    .isInstanceOf(DynReferException.class)
                    .hasMessageContaining("goes on at this moment");
        }
    }
}
