package io.dynrefer.evaluation.meteor;

/**
 * A phrase of the reference that a phrase of the hypothesis can stand for.
 *
 * @param module position of the module that found it among the modules in use
 */
public record Match(int referenceStart, int referenceLength, int hypothesisStart, int hypothesisLength, int module) {
    int referenceEnd() {
        return referenceStart + referenceLength;
    }

    int hypothesisEnd() {
        return hypothesisStart + hypothesisLength;
    }
}
