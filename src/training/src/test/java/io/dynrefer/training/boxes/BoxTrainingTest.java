package io.dynrefer.training.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.data.Dataset;
import io.dynrefer.model.proposals.BoxHeadSizes;
import io.dynrefer.model.proposals.ProposalCard;
import io.dynrefer.model.proposals.ProposalWeights;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Progress;
import io.dynrefer.testing.Samples;
import io.dynrefer.training.TinyData;
import io.dynrefer.training.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the image encoder of the checkout's weights. */
class BoxTrainingTest {
    private static final Path START = Samples.photo("giraffe.jpg").resolveSibling("../models/dynrefer-mini");

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        TinyData.write(folder.resolve("data"), 4);
    }

    private static BoxTrainingConfig config(int epochs) {
        return new BoxTrainingConfig(new BoxHeadSizes(64, 8, 1), List.of(64, 128), 2, 2, epochs, 0.01, 0.05, 0.5, 7);
    }

    private ProposalCard train(String out, int epochs, Consumer<String> messages) {
        try (Dataset data = Dataset.open(folder.resolve("data"));
                BoxTraining training =
                        new BoxTraining(START, config(epochs), new RunFolder(folder.resolve(out)), messages)) {
            return training.run(List.of(data), folder.resolve("cache"), Progress.NONE);
        }
    }

    @Test
    void run_interruptedAndStartedAgain_endsWithTheSameHead() {
        ProposalCard whole = train("whole", 3, line -> {});

        assertThatThrownBy(() -> train("interrupted", 3, line -> {
                    if (line.contains("recall")) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
        ProposalCard resumed = train("interrupted", 3, line -> {});

        assertThat(resumed).isEqualTo(whole);
        assertThat(folder.resolve("interrupted").resolve(ProposalWeights.FILE_NAME))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve(ProposalWeights.FILE_NAME));
    }

    @Test
    void run_withOtherSettingsInTheFolderOfATraining_isRefused() {
        train("run", 1, line -> {});

        assertThatThrownBy(() -> train("run", 2, line -> {}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("other settings");
    }
}
