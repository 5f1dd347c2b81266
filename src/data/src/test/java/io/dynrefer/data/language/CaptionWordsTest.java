package io.dynrefer.data.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.language.AttributeWords.Colors;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionWordsTest {
    @Test
    void nouns_singularWithCompoundsAndWithoutVerbsAndGenericWords() {
        assertThat(CaptionNouns.of("A picture of two women sitting in the living room near a street sign."))
                .containsExactly("woman", "living room", "room", "street", "street sign", "sign");
        assertThat(CaptionNouns.of("A man wearing sunglasses surfing a big wave"))
                .containsExactly("man", "sunglasses", "wave");
    }

    @Test
    void plain_publishedCaption_projectForm() {
        assertThat(CaptionText.plain("A glass (drink container) made of  transparent glass."))
                .isEqualTo("a glass made of transparent glass");
    }

    @Test
    void withArticle_soundAndPlural() {
        assertThat(CaptionText.withArticle("umbrella")).isEqualTo("an umbrella");
        assertThat(CaptionText.withArticle("euphonium")).isEqualTo("a euphonium");
        assertThat(CaptionText.withArticle("black jeans")).isEqualTo("black jeans");
        assertThat(CaptionText.withArticle("black dress")).isEqualTo("a black dress");
        assertThat(CaptionText.withArticle("octopus")).isEqualTo("an octopus");
    }

    @Test
    void excludedBy_computedColor_allThatAreNotNear() {
        assertThat(AttributeWords.excludedBy(List.of("color:red"), Colors.COMPUTED))
                .contains("color:green", "color:black")
                .doesNotContain("color:red", "color:orange", "color:pink", "color:brown");
    }

    @Test
    void excludedBy_saidColor_mayHaveWhiteBesideIt() {
        assertThat(AttributeWords.excludedBy(List.of("color:red"), Colors.SAID))
                .contains("color:green")
                .doesNotContain("color:black", "color:white", "color:gray");
    }

    @Test
    void excludedBy_colorThatHasNoPlaceAmongTheEleven_saysNothingOfColors() {
        assertThat(AttributeWords.excludedBy(List.of("color:multicolored"), Colors.SAID))
                .isEmpty();
    }

    @Test
    void excludedBy_oneOfAGroup_theOthers() {
        assertThat(AttributeWords.excludedBy(List.of("state:sitting", "size:large"), Colors.SAID))
                .contains("state:standing", "state:lying", "size:small")
                .doesNotContain("state:holding", "size:tall");
    }

    @Test
    void ofDescription_headAlone() {
        assertThat(AttributeWords.ofDescription("A light yellow vase made of ceramic, with a brown glass foot."))
                .containsExactly("tone:light", "color:yellow", "material:ceramic");
    }

    @Test
    void all_atLeastAHundredAttributes() {
        assertThat(AttributeWords.all()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    }

    @Test
    void withColor_phraseWithout_beforeTheNounAndItsMaterial() {
        assertThat(ColorSlots.withColor("a large bus on a road", "bus", "red")).contains("a large red bus on a road");
        assertThat(ColorSlots.withColor("a wooden bench in a park", "bench", "orange"))
                .contains("an orange wooden bench in a park");
        assertThat(ColorSlots.withColor("a sofa", "couch", "green")).contains("a green sofa");
    }

    @Test
    void withColor_colorPersonOrNoNoun_empty() {
        assertThat(ColorSlots.withColor("a black bus", "bus", "red")).isEmpty();
        assertThat(ColorSlots.withColor("a man on a bench", "person", "red")).isEmpty();
        assertThat(ColorSlots.withColor("something on a road", "bus", "red")).isEmpty();
    }

    @Test
    void isBare_nothingButTheName() {
        assertThat(ClassWords.isBare("a potted plant", "potted plant")).isTrue();
        assertThat(ClassWords.isBare("his wine glasses", "wine glass")).isTrue();
        assertThat(ClassWords.isBare("a red cup", "cup")).isFalse();
    }

    @Test
    void contentWords_withoutTheSmallOnes() {
        assertThat(CaptionText.contentWords("A red bus, parked on the street with two men"))
                .containsExactly("red", "bus", "parked", "street", "men");
    }

    @Test
    void names_usualWordAlsoInThePlural() {
        assertThat(ClassWords.names("two young women at a table", "person")).isTrue();
        assertThat(ClassWords.names("a teddy sitting on a bed", "teddy bear")).isTrue();
        assertThat(ClassWords.names("a wooden table", "person")).isFalse();
        assertThat(ClassWords.names("some courgettes", "zucchini")).isTrue();
    }
}
