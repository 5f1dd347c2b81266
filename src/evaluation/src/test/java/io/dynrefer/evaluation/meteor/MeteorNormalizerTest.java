package io.dynrefer.evaluation.meteor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteorNormalizerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            white,black and brown cows. | white , black and brown cows .
            a black-and-white cow | a black and white cow
            a-b-c | a b-c
            don't go, it's the dogs' | don 't go , it 's the dogs '
            U.S. flag | US flag
            Mr. Smith is in St. Louis. | Mr. Smith is in St. Louis .
            he said no. then left | he said no. then left
            No. 5 and no. 5 | No. 5 and no . 5
            $1,000.50 (net) | $ 1,000.50 ( net )
            wait... what.. | wait ... what ..
            “quoted” ‘so’ ''too'' | " quoted " ' so ' " too "
            a – b -- c | a - b - c
            1990's '90s | 1990 's ' 90s
            """)
    void normalize_line_isWhatMeteorMakes(String line, String words) {
        assertThat(MeteorNormalizer.normalize(line)).isEqualTo(words);
    }
}
