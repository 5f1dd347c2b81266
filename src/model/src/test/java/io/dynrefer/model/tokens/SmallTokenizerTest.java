package io.dynrefer.model.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.minilm.MiniLmTokenizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallTokenizerTest {
    private static final List<String> TEXTS =
            List.of("a red cup on the table", "A child's bunk bed, next to the T-shirt.", "doghouse");

    @TempDir
    Path folder;

    private int size;
    private T5Tokenizer tokenizer;

    @BeforeEach
    void write() {
        try (MiniLmTokenizer splitting = new MiniLmTokenizer()) {
            Path file = folder.resolve(T5Tokenizer.FILE_NAME);
            size = SmallTokenizer.write(file, SmallTokenizer.pieces(TEXTS, splitting::pieces));
            tokenizer = T5Tokenizer.read(file);
        }
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void text_thatWasSeen_becomesItsWords_andComesBack() {
        assertThat(size).isEqualTo(tokenizer.vocabularySize());
        assertThat(tokenizer.pieces("a red cup on the table"))
                .containsExactly("▁a", "▁red", "▁cup", "▁on", "▁the", "▁table");
        assertThat(tokenizer.caption(tokenizer.encode("a red cup on the table", 20)))
                .isEqualTo("a red cup on the table");
        assertThat(tokenizer.caption(tokenizer.encode("A child's bunk bed, next to the t-shirt.", 40)))
                .isEqualTo("a child's bunk bed, next to the t-shirt.");
    }

    @Test
    void controlWords_haveThePiecesTheyHaveInCaptions() {
        assertThat(tokenizer.pieces("red,cup|")).containsExactly("▁red", "▁,", "▁cup", "▁|");
        assertThat(tokenizer.pieces("|")).containsExactly("▁|");
        assertThat(tokenizer.pieces("doghouse")).containsExactly("▁dog", "house");
    }

    @Test
    void anyEnglishWord_canBeWritten() {
        String text = "xylophone 42, quartz & co: \"why?\" (no/yes)";
        assertThat(tokenizer.pieces(text)).doesNotContain("<unk>");
        assertThat(tokenizer.decode(tokenizer.pieceIds(text)).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }

    @Test
    void ids_startWithPaddingEndAndUnknown() {
        assertThat(tokenizer.encode("red", 5)).endsWith(1);
        assertThat(tokenizer.pieceIds("火")).contains(2);
        assertThat(tokenizer.pieceIds("</s>")).doesNotContain(1);
    }
}
