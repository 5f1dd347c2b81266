package io.dynrefer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.DynReferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
    private static final List<Attribute> KNOWN =
            List.of(Attribute.parse("color:red/scarlet"), Attribute.parse("material:metal"), Attribute.parse("wet"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            suitcase | suitcase | ''
            Red suitcase | suitcase | color:red
            a scarlet metal fire hydrant | fire hydrant | color:scarlet material:metal
            wet, red dog | dog | wet color:red
            the wet | - | wet
            traffic light red | traffic light red | ''
            """)
    void parse_wordsInFrontAreAttributes(String text, String thing, String attributes) {
        Phrase phrase = Phrase.parse(text, KNOWN);
        assertThat(phrase.thing().orElse(null)).isEqualTo(thing);
        assertThat(String.join(
                        " ", phrase.attributes().stream().map(Attribute::name).toList()))
                .isEqualTo(attributes);
    }

    @Test
    void parse_nothing_isRefused() {
        assertThatThrownBy(() -> Phrase.parse(" the ", KNOWN)).isInstanceOf(DynReferException.class);
    }
}
