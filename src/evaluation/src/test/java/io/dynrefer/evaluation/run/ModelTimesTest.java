package io.dynrefer.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTimesTest {
    @TempDir
    Path folder;

    @Test
    void profile_addsUpToTheTotal() {
        ModelTimes times = new ModelTimes();
        assertThat(times.time(Stage.CAPTION, () -> "a cat")).isEqualTo("a cat");
        times.spend(Stage.VIEWS, () -> {});
        times.spend(Stage.VIEWS, () -> {});
        times.answered(3);

        TimeProfile profile = times.profile();

        assertThat(profile.answers()).isEqualTo(3);
        assertThat(profile.model()).containsOnlyKeys("caption");
        assertThat(profile.outside()).containsOnlyKeys("views", "other");
        double outside = profile.outside().values().stream().reduce(0.0, Double::sum);
        assertThat(outside + profile.model().getOrDefault("caption", 0.0)).isCloseTo(profile.total(), within(1e-9));
        assertThat(profile.outsideShare()).isCloseTo(outside / profile.total(), within(1e-9));
        assertThat(times.profile().describe()).contains("3 answers. In the model caption", "Outside", "views", "other");
    }

    @Test
    void write_answers_isTheProfile() throws IOException {
        ModelTimes times = new ModelTimes();
        times.write(folder);
        assertThat(folder.resolve("times.json")).doesNotExist();

        times.answered(1);
        times.write(folder);

        TimeProfile read = Json.read(Files.readAllBytes(folder.resolve("times.json")), TimeProfile.class);
        assertThat(read.answers()).isEqualTo(1);
        assertThat(read.outsideShare()).isEqualTo(1);
    }
}
