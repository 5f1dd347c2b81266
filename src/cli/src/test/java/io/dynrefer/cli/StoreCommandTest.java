package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.command.ExitCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.DirectoryBlobStore;
import io.dynrefer.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCommandTest {
    @TempDir
    Path home;

    private DirectoryBlobStore store;
    private Path photo;
    private ImageDigest image;

    @BeforeEach
    void fill() throws IOException {
        store = new DirectoryBlobStore(home.resolve("store"));
        photo = Path.of(Run.example("cat.jpg"));
        image = ImageDigest.of(Files.readAllBytes(photo));
        store.putIfAbsent(StoreKeys.image(image), Files.readAllBytes(photo));
        store.putIfAbsent(new BlobKey("views/" + image + "/0_0_9_9@224"), new byte[1_500]);
        store.putIfAbsent(new BlobKey("views/another/0_0_9_9@224"), new byte[2_000_000]);
    }

    @Test
    void show_printsKindsAndTheirSizes() {
        Run run = Run.of(home, "store", "show");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("views                    2     2.0 MB", "images", "all                      3");
    }

    @Test
    void prune_removesByAgeAndSize() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
        Files.setLastModifiedTime(home.resolve("store/views/" + image + "/0_0_9_9@224~"), old);
        assertThat(Run.of(home, "store", "prune", "--older-than", "30d").out()).contains("Removed 1 objects of 1.5 KB");
        FileTime today = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        Files.setLastModifiedTime(home.resolve("store/views/another/0_0_9_9@224~"), today);
        assertThat(Run.of(home, "store", "prune", "--max-size", "1MB").out()).contains("Removed 1 objects of 2.0 MB");
        assertThat(store.list("")).containsExactly(StoreKeys.image(image));
    }

    @ParameterizedTest
    @CsvSource({
        "--max-size, lots, 500MB or 2GB",
        "--older-than, 3 weeks, 30d",
        "--older-than, '', 30d",
    })
    void prune_badLimit_isRefused(String option, String value, String says) {
        Run run = Run.of(home, "store", "prune", option, value);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(option, says);
        assertThat(store.list("")).hasSize(3);
    }

    @Test
    void prune_withoutALimit_isRefused() {
        assertThat(Run.of(home, "store", "prune").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void check_damagedObject_isNamedAndRemoved() throws IOException {
        assertThat(Run.of(home, "store", "check").exitCode()).isEqualTo(ExitCode.OK);
        Files.write(home.resolve("store/views/another/0_0_9_9@224~"), new byte[10]);

        Run run = Run.of(home, "store", "check");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).contains("damaged, removed: views/another/0_0_9_9@224", "3 objects read, 1 damaged.");
        assertThat(Run.of(home, "store", "check").exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void forget_photoOrDigest_removesWhatIsAboutIt() {
        Run run = Run.of(home, "store", "forget", photo.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("images           1 removed", "views            1 removed", image.hex());
        assertThat(store.list("views/")).containsExactly(new BlobKey("views/another/0_0_9_9@224"));
        assertThat(Run.of(home, "store", "forget", image.hex()).out()).contains("0 objects");
    }

    @Test
    void forget_whatIsNoPhoto_isRefused() {
        Run run = Run.of(home, "store", "forget", "nowhere.jpg");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("nowhere.jpg");
    }

    @Test
    void store_thatIsNotThere_isNamed() {
        Run run =
                Run.of(home, "store", "show", "--store", home.resolve("nowhere").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("There is no store in", "--store");
    }
}
