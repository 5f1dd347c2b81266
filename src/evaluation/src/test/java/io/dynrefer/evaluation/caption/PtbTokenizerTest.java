package io.dynrefer.evaluation.caption;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PtbTokenizerTest {
    /** What Stanford's PTBTokenizer 3.4.1 makes of these, less the toolkit's punctuation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            A man, wearing a blue shirt. | a man wearing a blue shirt
            the dog's tail, the dogs' tails | the dog 's tail the dogs tails
            don't can't cannot isn't it's he'll | do n't ca n't can not is n't it 's he 'll
            gonna wanna gimme 'tis 'twas | gon na wan na gim me 't is 't was
            mr. smith lives on st. james ave. at no. 5 | mr. smith lives on st. james ave. at no. 5
            there are no. dogs | there are no dogs
            u.s. flag, 5 p.m. | u.s. flag 5 p.m.
            a (red) [bus] {here} | a -lrb- red -rrb- -lsb- bus -rsb- -lcb- here -rcb-
            it costs $5.00 or £6 or 5¢ | it costs $ 5.00 or # 6 or 5 cents
            10:30am 1,000 -5 .5 3rd 1990s '90s | 10:30 am 1,000 -5 .5 3rd 1990s '90s
            black-and-white t-shirt, w/o a cat/dog | black-and-white t-shirt w/o a cat/dog
            AT&T at&t r&b | at&t at & t r & b
            "double" 'single' “curly” ‘curly’ | double single curly curly
            rock'n'roll o'clock ma'am y'all | rock 'n' roll o'clock ma'am y' all
            wow! really?? yes!! ... end.. | wow really ?? yes !! end
            one -- two – three — four | one two three four
            cat_dog a_b | cat_dog a_b
            www.foo.com foo@bar.com | www.foo.com foo@bar.com
            a smile :) and ;-) | a smile :-rrb- and ;--rrb-
            café naïve 你好 | café naïve 你好
            <b>bold</b> a&amp;b | <b> bold </b> a & b
            ½ ¼ 50% 45° | 1/2 1/4 50 % 45 °
            """)
    void tokenize_caption_isWhatTheToolkitMakes(String caption, String tokens) {
        assertThat(PtbTokenizer.tokenize(caption)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"''|''", "'   '|''", ". , !|''"},
            quoteCharacter = '\'')
    void tokenize_nothingButPunctuation_isEmpty(String caption, String tokens) {
        assertThat(PtbTokenizer.tokenize(caption)).isEqualTo(tokens);
    }
}
