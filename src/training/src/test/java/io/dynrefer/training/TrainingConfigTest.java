package io.dynrefer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.training.samples.ContrastConfig;
import io.dynrefer.training.samples.ViewsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {
    private static final Path CONFIGS = Path.of("../../configs");

    private static TrainingConfig mini(String field, String value) {
        return TrainingConfig.read(CONFIGS.resolve("dynrefer-mini.json"), Map.of(field, value));
    }

    @Test
    void read_theProjectsConfigurations() {
        TrainingConfig mini = TrainingConfig.read(CONFIGS.resolve("dynrefer-mini.json"), Map.of());
        assertThat(mini.trainable()).contains("t5_model.", "query_tokens");
        assertThat(mini.contrast().labels()).isEqualTo(ContrastConfig.Labels.KNOWN);

        TrainingConfig released = TrainingConfig.read(CONFIGS.resolve("finetune-released.json"), Map.of());
        assertThat(released.learningRate()).isEqualTo(new TrainingConfig.Rate(1e-4, 0, 5000));
        assertThat(released.batch()).isEqualTo(new TrainingConfig.BatchSize(512, 1));
        assertThat(Objects.requireNonNull(released.lora()).rank()).isEqualTo(64);
        assertThat(released.views().mode()).isEqualTo(ViewsConfig.Mode.RANDOM);
    }

    @Test
    void read_changes_replaceFields() {
        assertThat(mini("learning_rate.peak", "0.5").learningRate().peak()).isEqualTo(0.5);
        assertThat(mini("save_as", "fp32").saveAs()).isEqualTo(TrainingConfig.SavedNumbers.FP32);
        assertThat(mini("views", "{\"mode\":\"fixed\",\"coefficients\":[0,0.5,0.5]}")
                        .views()
                        .possible())
                .isEqualTo(List.of(0.0, 0.5));
    }

    @Test
    void read_unknownField_isNamed() {
        refused("learning_rate.pique", "1", "learning_rate.pique");
        refused("speed", "1", "speed");
    }

    @Test
    void read_wrongValue_isNamed() {
        refused("batch.size", "0", "size");
        refused("batch.size", "many", "batch.size");
        refused("duration", "{\"steps\":3,\"epochs\":2}", "duration");
        refused("views.mode", "often", "views.mode");
        refused("views.candidates", "[0.3]", "cached_coefficients");
        refused("control_words.all", "1.5", "all");
        refused("average_decay", "1", "average_decay");
        refused("dropout", "1", "dropout");
        refused("a.b", "1", "a.b");
    }

    private static void refused(String field, String value, String named) {
        assertThatThrownBy(() -> mini(field, value))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(named);
    }
}
