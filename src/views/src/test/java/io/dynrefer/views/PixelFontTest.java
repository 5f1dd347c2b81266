package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PixelFontTest {
    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyzE.,=-()";

    @Test
    void write_aLabel_itsPixels() {
        assertThat(picture("1 g,"))
                .containsExactly(
                        "..#..............",
                        ".##..............",
                        "..#.......####...",
                        "..#......#...#...",
                        "..#......#...#...",
                        "..#......#...#...",
                        ".###......####..#",
                        ".............#..#",
                        "..........###..#.");
    }

    @Test
    void write_everyCharacter_aPictureOfItsOwn() {
        Map<List<String>, Character> seen = new HashMap<>();
        for (char character : CHARACTERS.toCharArray()) {
            List<String> picture = picture(String.valueOf(character));

            assertThat(picture).as("'%s'", character).anyMatch(row -> row.contains("#"));
            assertThat(seen.put(picture, character))
                    .as("drawn just like '%s'", character)
                    .isNull();
        }
    }

    @Test
    void width_text_columnsWithTheGapsBetween() {
        assertThat(PixelFont.width("")).isZero();
        assertThat(PixelFont.width("4")).isEqualTo(5);
        assertThat(PixelFont.width("4.")).isEqualTo(7);
        assertThat(PixelFont.width("4 4")).isEqualTo(14);
    }

    @Test
    void widthAndWrite_characterItLacks_refused() {
        assertThatThrownBy(() -> PixelFont.width("t=\u00e9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\u00e9");
        assertThatThrownBy(() -> PixelFont.write("Z", (x, y) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Z'");
    }

    /** The text with {@code #} for ink, a string per row of pixels. */
    private static List<String> picture(String text) {
        char[][] picture = new char[9][PixelFont.width(text)];
        for (char[] row : picture) {
            Arrays.fill(row, '.');
        }
        PixelFont.write(text, (x, y) -> picture[y][x] = '#');
        return Arrays.stream(picture).map(String::new).toList();
    }
}
