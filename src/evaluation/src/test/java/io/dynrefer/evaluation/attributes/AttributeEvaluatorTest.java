package io.dynrefer.evaluation.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeEvaluatorTest {
    private static final List<AttributeClass> ATTRIBUTES = List.of(
            new AttributeClass("color:red/scarlet", "color", "appearance", FrequencySet.HEAD),
            new AttributeClass("color:blue", "color", "appearance", FrequencySet.TAIL),
            new AttributeClass("state:wet", "state", "condition", FrequencySet.MEDIUM));

    private final AttributeEvaluator evaluator = new AttributeEvaluator(ATTRIBUTES);

    @Test
    void report_unlabelledAttribute_isLeftOutOfTheMeans() {
        evaluator.accept(new double[] {0.9, 0.2, 0.7}, new int[] {1, 0, -1});
        evaluator.accept(new double[] {0.1, 0.8, 0.3}, new int[] {0, 1, -1});
        AttributeReport report = evaluator.report();
        assertThat(report.meanAveragePrecision()).isEqualTo(1);
        assertThat(report.attributes().get(2).averagePrecision()).isNaN();
        assertThat(report.topK()).isEqualTo(1);
        assertThat(report.threshold()).isEqualTo(0.5);
    }

    @Test
    void report_everyGroup_hasItsMembers() {
        evaluator.accept(new double[] {0.9, 0.2, 0.7}, new int[] {1, 0, 1});
        assertThat(evaluator.report().groups().values())
                .extracting(GroupScore::name)
                .containsExactly("all", "head", "medium", "tail", "appearance", "condition", "single", "multiple");
        assertThat(evaluator.report().groups().values())
                .filteredOn(group -> group.name().equals("multiple"))
                .flatExtracting(group -> group.members().stream()
                        .map(score -> score.attribute().name())
                        .toList())
                .containsExactly("color:red/scarlet");
    }

    @Test
    void accept_wrongNumberOfScores_namesTheField() {
        assertThatThrownBy(() -> evaluator.accept(new double[] {1}, new int[] {1, 0, 0}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("3");
    }

    @Test
    void accept_unknownLabel_isAnError() {
        assertThatThrownBy(() -> evaluator.accept(new double[] {1, 0, 0}, new int[] {2, 0, 0}))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void report_noRegion_isAnError() {
        assertThatThrownBy(evaluator::report).isInstanceOf(DynReferException.class);
    }
}
