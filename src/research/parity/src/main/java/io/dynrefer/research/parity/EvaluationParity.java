package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Every number of {@code golden/evaluation}: OVAD, COCO region recognition, dense captioning, METEOR in all its
 * configurations, and the caption toolkit. A folder may hold only some of the files.
 */
final class EvaluationParity implements ParityCheck {
    /** What the fixtures' MANIFEST allows, except where it says otherwise. */
    static final double TOLERANCE = 1e-9;

    private static final List<Fixture> FIXTURES = List.of(
            new Fixture("ovad.json", (fixture, folder, report) -> AttributeParity.run(fixture, report)),
            new Fixture("densecap.json", (fixture, folder, report) -> DenseCaptionParity.run(fixture, report)),
            new Fixture("coco_recognition.json", (fixture, folder, report) -> DetectionParity.run(fixture, report)),
            new Fixture(
                    "meteor.json",
                    (fixture, folder, report) ->
                            MeteorParity.run(fixture, folder.resolve("meteor_synthetic_paraphrases.txt"), report)),
            new Fixture("caption_metrics.json", (fixture, folder, report) -> CaptionParity.run(fixture, report)));

    /** A file of the folder, and what compares its numbers. */
    private record Fixture(String fileName, Comparison comparison) {
        boolean isIn(Path folder) {
            return Files.exists(folder.resolve(fileName));
        }

        void compare(Path folder, ParityReport report) {
            comparison.run(EvaluationFixture.read(folder.resolve(fileName)), folder, report);
        }
    }

    private interface Comparison {
        void run(JsonNode fixture, Path folder, ParityReport report);
    }

    @Override
    public boolean applies(Path folder) {
        return FIXTURES.stream().anyMatch(fixture -> fixture.isIn(folder));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        FIXTURES.stream().filter(fixture -> fixture.isIn(folder)).forEach(fixture -> fixture.compare(folder, report));
    }
}
