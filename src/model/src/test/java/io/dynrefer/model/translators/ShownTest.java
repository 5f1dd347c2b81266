package io.dynrefer.model.translators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final float[] EAST = {1, 0, 0};
    private static final float[] NORTH = {0, 1, 0};
    private static final float[] NORTH_EAST = {0.6f, 0.8f, 0};

    private static Shown shown(List<float[]> a, List<float[]> b) {
        Map<String, List<float[]>> examples = new LinkedHashMap<>();
        examples.put("a", a);
        examples.put("b", b);
        return new Shown(examples);
    }

    @Test
    void logit_growsWithLikeness_toTheMeanOfTheExamples() {
        Shown shown = shown(List.of(EAST, NORTH_EAST), List.of(NORTH));

        assertThat(shown.logit("a", EAST)).isGreaterThan(shown.logit("b", EAST));
        assertThat(shown.logit("b", NORTH)).isGreaterThan(shown.logit("a", NORTH));
        assertThat(shown.logit("b", NORTH)).isGreaterThan(shown.logit("b", NORTH_EAST));
    }

    @Test
    void doubts_ofGoodExamples_areNone() {
        assertThat(shown(List.of(EAST, EAST), List.of(NORTH, NORTH)).doubts()).isEmpty();
    }

    @Test
    void doubts_nameASingleExample_namesThatLookAlike_andAnExampleInTheWrongPlace() {
        assertThat(shown(List.of(EAST), List.of(NORTH, NORTH)).doubts())
                .singleElement()
                .asString()
                .contains("'a' has a single example");
        assertThat(shown(List.of(EAST, EAST), List.of(EAST, EAST)).doubts())
                .singleElement()
                .asString()
                .contains("'a' and 'b' look nearly alike");
        assertThat(shown(List.of(EAST, EAST, NORTH), List.of(NORTH, NORTH)).doubts())
                .singleElement()
                .asString()
                .contains("Example 2 of 'a' is nearer to the examples of 'b'");
    }
}
