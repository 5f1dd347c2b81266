package io.dynrefer.evaluation.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Box;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextChoiceTest {
    private static final List<Attribute> ASKED = Stream.of(
                    "color:orange",
                    "color:red",
                    "color:blue",
                    "color:green",
                    "color:pink",
                    "material:wood",
                    "material:metal",
                    "material:paper",
                    "material:stone",
                    "shape:round",
                    "shape:flat",
                    "state:sitting")
            .map(Attribute::parse)
            .toList();

    @Test
    void texts_areThoseOfLooks_inPlainEnglish() {
        assertThat(TextChoice.texts(ASKED))
                .contains("it has an orange color", "it is made of wood", "it has a round shape")
                .noneMatch(text -> text.contains("sitting"));
    }

    @Test
    void others_areKnownToBeFalse_whereEnoughAre() {
        TextChoice choice = TextChoice.of(
                        region(
                                List.of("color:orange", "state:sitting", "shape:round"),
                                List.of("color:red", "color:blue", "color:green")),
                        ASKED)
                .get(0);

        assertThat(choice.texts().get(0)).isEqualTo("it has an orange color");
        assertThat(choice.texts().subList(1, 4))
                .containsExactlyInAnyOrder("it has a red color", "it has a blue color", "it has a green color");
    }

    @Test
    void others_areThoseNotKnownToBeTrue_whereTooFewAreKnownToBeFalse() {
        List<TextChoice> choices = TextChoice.of(region(List.of("material:wood"), List.of("material:metal")), ASKED);

        assertThat(choices)
                .containsExactlyElementsOf(
                        TextChoice.of(region(List.of("material:wood"), List.of("material:metal")), ASKED));
        assertThat(choices.get(0).texts().subList(1, 4))
                .containsExactlyInAnyOrder("it is made of metal", "it is made of paper", "it is made of stone");
        assertThat(TextChoice.of(region(List.of("shape:round"), List.of()), ASKED))
                .isEmpty(); // one other shape alone
    }

    @Test
    void rightText_hasToWin() {
        TextChoice choice = new TextChoice("color", List.of("a", "b", "c", "d"));

        assertThat(choice.isRight(Map.of("a", 0.5f, "b", 0.4f, "c", 0.1f, "d", 0.4f)))
                .isTrue();
        assertThat(choice.isRight(Map.of("a", 0.5f, "b", 0.5f, "c", 0.1f, "d", 0.4f)))
                .isFalse();
    }

    private static AnnotatedRegion region(List<String> attributes, List<String> negative) {
        return new AnnotatedRegion(
                7,
                new Box(0, 0, 9, 9),
                List.of(),
                new RegionLabels("cup", List.of(), attributes, negative, List.of(), CaptionSlots.NONE),
                RegionOrigin.UNKNOWN);
    }
}
