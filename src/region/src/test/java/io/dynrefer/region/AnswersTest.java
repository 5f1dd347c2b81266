package io.dynrefer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void task_namesItsAnswer() {
        assertThat(new Answer.Tags(List.of()).task()).isEqualTo(Task.TAGS);
        assertThat(new Answer.Category(List.of()).task()).isEqualTo(Task.CATEGORY);
        assertThat(new Answer.Attributes(List.of()).task()).isEqualTo(Task.ATTRIBUTES);
        assertThat(new Answer.Caption("a cup", 0.5, List.of()).task()).isEqualTo(Task.CAPTION);
    }

    @Test
    void answer_copiesItsLabels() {
        List<ScoredLabel> labels = new ArrayList<>(List.of(new ScoredLabel("cup", 0.9)));
        Answer.Tags tags = new Answer.Tags(labels);

        labels.clear();

        assertThat(tags.tags()).containsExactly(new ScoredLabel("cup", 0.9));
    }

    @Test
    void fromWireName_knowsEveryTaskAndListsThemOtherwise() {
        for (Task task : Task.values()) {
            assertThat(Task.fromWireName(task.wireName())).isEqualTo(task);
        }
        assertThatThrownBy(() -> Task.fromWireName("poem"))
                .hasMessageContaining("Unknown task 'poem'")
                .hasMessageContaining("tags, category, attributes, caption");
    }

    @Test
    void prompt_joinsWordsAndClosesThem() {
        assertThat(ControlWords.NONE.prompt()).isEqualTo("|");
        assertThat(new ControlWords(List.of("dog", "red car")).prompt()).isEqualTo("dog,red car|");
    }

    @Test
    void parse_typedAttribute_isSomethingAThingHas() {
        Attribute red = Attribute.parse("color:red/scarlet");

        assertThat(red).isEqualTo(new Attribute("color", List.of("red", "scarlet"), Attribute.Relation.HAS));
        assertThat(red.name()).isEqualTo("color:red/scarlet");
    }

    @Test
    void parse_bareAttribute_isSomethingAThingIs() {
        Attribute wet = Attribute.parse("wet");

        assertThat(wet).isEqualTo(new Attribute("", List.of("wet"), Attribute.Relation.IS));
        assertThat(wet.name()).isEqualTo("wet");
    }

    @Test
    void attribute_withoutWords_isRefused() {
        assertThatThrownBy(() -> new Attribute("color", List.of(), Attribute.Relation.HAS))
                .hasMessageContaining("at least one word");
    }

    @Test
    void captionOptions_outOfRange_nameTheField() {
        assertField("caption.beams", () -> new CaptionOptions(0, 20, 0, 1.5));
        assertField("caption.beams", () -> new CaptionOptions(17, 20, 0, 1.5));
        assertField("caption.max_new_tokens", () -> new CaptionOptions(2, 129, 0, 1.5));
        assertField("caption.length_penalty", () -> new CaptionOptions(2, 20, Double.NaN, 1.5));
        assertField("caption.repetition_penalty", () -> new CaptionOptions(2, 20, 0, 0.5));
    }

    @Test
    void captionOptions_ofPaperAndDemo_arePinned() {
        assertThat(CaptionOptions.EVALUATION).isEqualTo(new CaptionOptions(2, 20, 0, 1.5));
        assertThat(CaptionOptions.INTERACTIVE).isEqualTo(new CaptionOptions(5, 30, 0, 1.5));
    }

    @Test
    void explicitViews_startWithTheRegionAndStayInRange() {
        assertThat(new ViewSelection.Explicit(List.of(0.0, 1.0)).coefficients()).containsExactly(0.0, 1.0);
        assertField("views", () -> new ViewSelection.Explicit(List.of()).requireRegionFirst());
        assertField("views", () -> new ViewSelection.Explicit(List.of(0.1, 0.2)).requireRegionFirst());
        assertField("views", () -> new ViewSelection.Explicit(List.of(0.0, 1.01)));
        assertField("views", () -> new ViewSelection.Explicit(List.of(0.0, Double.NaN)));
    }

    private static void assertField(String field, Runnable construction) {
        assertThatThrownBy(construction::run).isInstanceOfSatisfying(DynReferException.class, failure -> {
            assertThat(failure.field()).contains(field);
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        });
    }
}
