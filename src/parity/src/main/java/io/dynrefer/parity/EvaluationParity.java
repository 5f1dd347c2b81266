package io.dynrefer.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every number of {@code golden/evaluation}: OVAD, COCO region recognition, dense captioning, METEOR in all its
 * configurations, and the caption toolkit. A folder may hold only some of the files.
 */
public final class EvaluationParity implements ParityCheck {
    /** What the fixtures' MANIFEST allows, except where it says otherwise. */
    static final double TOLERANCE = 1e-9;

    private enum Fixture {
        OVAD("ovad.json") {
            @Override
            void compare(JsonNode fixture, Path folder, ParityReport report) {
                AttributeParity.run(fixture, report);
            }
        },
        DENSE_CAPTIONS("densecap.json") {
            @Override
            void compare(JsonNode fixture, Path folder, ParityReport report) {
                DenseCaptionParity.run(fixture, report);
            }
        },
        COCO("coco_recognition.json") {
            @Override
            void compare(JsonNode fixture, Path folder, ParityReport report) {
                DetectionParity.run(fixture, report);
            }
        },
        METEOR("meteor.json") {
            @Override
            void compare(JsonNode fixture, Path folder, ParityReport report) {
                MeteorParity.run(fixture, folder.resolve("meteor_synthetic_paraphrases.txt"), report);
            }
        },
        CAPTIONS("caption_metrics.json") {
            @Override
            void compare(JsonNode fixture, Path folder, ParityReport report) {
                CaptionParity.run(fixture, report);
            }
        };

        private final String fileName;

        Fixture(String fileName) {
            this.fileName = fileName;
        }

        boolean isIn(Path folder) {
            return Files.exists(folder.resolve(fileName));
        }

        void compareIn(Path folder, ParityReport report) {
            compare(EvaluationFixture.read(folder.resolve(fileName)), folder, report);
        }

        abstract void compare(JsonNode fixture, Path folder, ParityReport report);
    }

    @Override
    public boolean applies(Path folder) {
        for (Fixture fixture : Fixture.values()) {
            if (fixture.isIn(folder)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void run(Path folder, ParityReport report) {
        for (Fixture fixture : Fixture.values()) {
            if (fixture.isIn(folder)) {
                fixture.compareIn(folder, report);
            }
        }
    }
}
