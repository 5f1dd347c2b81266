package io.dynrefer.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetTest {
    @TempDir
    Path folder;

    @Test
    void named_knowsEveryName_andSurvivesWriting() {
        for (String name : Preset.NAMES) {
            Preset preset = Preset.named(name);
            Path file = folder.resolve("config.json");
            preset.write(file);
            assertThat(Preset.read(file)).isEqualTo(preset);
        }
    }

    @Test
    void named_rejectsAnotherName() {
        assertThatThrownBy(() -> Preset.named("huge"))
                .hasMessageContaining("'huge'")
                .hasMessageContaining("tiny");
    }

    @Test
    void read_takesAGoldenConfiguration() {
        Preset preset = Preset.read(Golden.path("model-tiny/config.json"));
        assertThat(preset.viewCount())
                .isEqualTo(
                        Golden.json("model-tiny/config.json").get("num_views").asInt());
        assertThat(preset.tagCount()).isNull();
    }

    @Test
    void read_namesAMissingField() throws IOException {
        Path file = folder.resolve("config.json");
        String complete = Files.readString(Golden.path("model-tiny/config.json"));
        Files.writeString(file, complete.replace("\"mlp_hidden\"", "\"other\""));
        assertThatThrownBy(() -> Preset.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("mlp_hidden");
        Files.writeString(file, complete.replace("\"qformer\"", "\"other\""));
        assertThatThrownBy(() -> Preset.read(file)).hasMessageContaining("qformer");
        assertThatThrownBy(() -> Preset.read(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }
}
