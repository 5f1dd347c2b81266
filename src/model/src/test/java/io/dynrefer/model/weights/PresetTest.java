package io.dynrefer.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void read_basedOnAPreset_takesItsOtherFields() {
        for (String size : List.of("1", "2")) {
            Preset larger = Preset.read(Golden.path("../../../configs/dynrefer-photo-lite" + size + ".json"));
            Preset base = Preset.named("dynrefer-photo");
            assertThat(larger.qformer()).isEqualTo(base.qformer());
            assertThat(InvertedResidualSizes.of(larger).pretrained()).contains("lite" + size);
            assertThat(larger.imageEncoder().width())
                    .isEqualTo(larger.alignment().channels())
                    .isEqualTo(base.imageEncoder().width());
        }
    }

    @Test
    void read_ofAFolderFromBeforeThereWasAChoiceOfNetworks_isAMobileNet() throws IOException {
        Path file = folder.resolve("config.json");
        Preset.named("dynrefer-mini").write(file);
        String before = Files.readString(file)
                .replace("inverted_residual", "mobilenet")
                .replaceAll("\"(kernel|features_kept|classes|pretrained)\" : [^,}\n]+,?", "")
                .replaceAll("\"pixels\" : \\{[^}]+},", "")
                .replaceAll("(\"context\" : 24),", "$1");
        Files.writeString(file, before);
        InvertedResidualSizes sizes = InvertedResidualSizes.of(Preset.read(file));
        assertThat(before).doesNotContain("\"kernel\"", "\"pixels\"", "\"classes\"");
        assertThat(sizes.pixels()).isEqualTo(InvertedResidualSizes.Pixels.MOBILE_NET);
        assertThat(sizes.stages()).allMatch(stage -> stage.kernel() == 3);
        assertThat(sizes.classes()).isZero();
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
