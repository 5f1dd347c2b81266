package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dynrefer.DynRefer;
import io.dynrefer.command.UserFiles;
import io.dynrefer.evaluation.run.AskedImage;
import io.dynrefer.evaluation.run.ImageBatch;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ReferSubject;
import io.dynrefer.evaluation.run.SampleAnswer;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Progress;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The batched way without a store against the pipeline that 'refer' and a server use: the same answers. */
class ReferSubjectTest {
    private static final List<Box> BOXES =
            List.of(new Box(132, 86, 210, 150), new Box(30.5, 0, 400, 292), new Box(5000, 0, 5010, 10));

    private static final SampleQuestions QUESTIONS = new SampleQuestions(
            Set.of(Task.CATEGORY, Task.ATTRIBUTES, Task.CAPTION),
            List.of("cat", "eye", "cup"),
            List.of(
                    Attribute.parse("color:green"),
                    new Attribute("cleanliness", List.of("clean", "neat"), Attribute.Relation.IS)),
            CaptionOptions.EVALUATION,
            0.5);

    @TempDir
    static Path home;

    @Test
    void answer_bothWays_isTheSame() {
        Path weights = home.resolve("weights");
        InitWeights.ofPreset("tiny", 0).write(weights, Progress.NONE);
        List<SampleAnswer> direct;
        try (DynRefer opened = DynRefer.open(weights)) {
            direct = ReferSubject.ofModel("model", opened.model(), new ViewSelection.ByTask())
                    .answer(QUESTIONS, batch());
        }
        List<SampleAnswer> piped = ReferSubject.ofServer("refer", "pipeline", new ViewSelection.ByTask(), request -> {
                    try (DynRefer system = DynRefer.open(weights)) {
                        return system.refer(request);
                    }
                })
                .answer(QUESTIONS, batch());

        assertThat(piped).hasSameSizeAs(direct);
        for (int i = 0; i < 2; i++) {
            assertThat(piped.get(i).caption()).isEqualTo(direct.get(i).caption());
            assertThat(piped.get(i).controls()).isEqualTo(direct.get(i).controls());
            assertClose(piped.get(i).categories(), direct.get(i).categories());
            assertClose(piped.get(i).attributes(), direct.get(i).attributes());
        }
        assertThat(piped.get(2).problem()).contains("region_outside_image");
        assertThat(direct.get(2).problem()).isEqualTo(piped.get(2).problem());
    }

    private static ImageBatch batch() {
        return new ImageBatch(
                List.of(new AskedImage(new EncodedImage(UserFiles.bytes("photo", Samples.photo("cat.jpg"))), BOXES)),
                new ModelTimes());
    }

    private static void assertClose(@Nullable List<Float> actual, @Nullable List<Float> expected) {
        List<Float> wanted = Objects.requireNonNull(expected);
        List<Float> given = Objects.requireNonNull(actual);
        assertThat(given).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(given.get(i)).isCloseTo(wanted.get(i), within(1e-4f));
        }
    }
}
