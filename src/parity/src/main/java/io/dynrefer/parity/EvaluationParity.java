package io.dynrefer.parity;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every number of {@code golden/evaluation}: OVAD, COCO region recognition, dense captioning, METEOR in all its
 * configurations, and the caption toolkit.
 */
public final class EvaluationParity implements ParityCheck {
    /** What the fixtures' MANIFEST allows, except where it says otherwise. */
    static final double TOLERANCE = 1e-9;

    @Override
    public boolean applies(Path folder) {
        return Files.exists(folder.resolve("ovad.json"))
                || Files.exists(folder.resolve("densecap.json"))
                || Files.exists(folder.resolve("coco_recognition.json"))
                || Files.exists(folder.resolve("meteor.json"))
                || Files.exists(folder.resolve("caption_metrics.json"));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        AttributeParity.run(EvaluationFixture.read(folder.resolve("ovad.json")), report);
        DenseCaptionParity.run(EvaluationFixture.read(folder.resolve("densecap.json")), report);
        DetectionParity.run(EvaluationFixture.read(folder.resolve("coco_recognition.json")), report);
        MeteorParity.run(
                EvaluationFixture.read(folder.resolve("meteor.json")),
                folder.resolve("meteor_synthetic_paraphrases.txt"),
                report);
        CaptionParity.run(EvaluationFixture.read(folder.resolve("caption_metrics.json")), report);
    }
}
