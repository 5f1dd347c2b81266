package io.dynrefer.research.parity;

import java.nio.file.Path;
import java.util.List;

/** Every comparison with the research code there is. */
final class ParityChecks {
    private static final List<ParityCheck> ALL = List.of(
            new ViewSelectionParity(),
            new PerceptualHashParity(),
            new ViewsParity(),
            new DeformableSamplingParity(),
            new EncoderParity(),
            new ModelParity(),
            new LabelDecoderParity(),
            new LanguageParity(),
            new GenerationParity(),
            new TrainingParity(),
            new TokenizerParity(),
            new EvaluationParity());

    private ParityChecks() {}

    /** All of them, in the order in which they run. */
    public static List<ParityCheck> all() {
        return ALL;
    }

    /** Those that a folder has fixtures for. */
    public static List<ParityCheck> of(Path folder) {
        return ALL.stream().filter(check -> check.applies(folder)).toList();
    }
}
