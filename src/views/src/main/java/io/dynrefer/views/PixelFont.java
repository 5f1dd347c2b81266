package io.dynrefer.views;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small typeface of whole pixels, which needs nothing of the platform: Java's own fonts come from the system, and a
 * machine may have none. It holds digits, small letters, space and {@code E . , = - ( )}.
 */
final class PixelFont {
    /** From the top of a tall character to the baseline, in pixels of the typeface. */
    static final int ASCENT = 7;

    private static final int GAP = 1;
    private static final char INK = '#';

    /** Bands of characters side by side: a line that names them, then one line per row of pixels. */
    private static final String SHEET = """
            0      1      2      3      4      5      6      7      8      9
            .###.  ..#..  .###.  .###.  ...#.  #####  ..##.  #####  .###.  .###.
            #...#  .##..  #...#  #...#  ..##.  #....  .#...  ....#  #...#  #...#
            #...#  ..#..  ....#  ....#  .#.#.  ####.  #....  ...#.  #...#  #...#
            #...#  ..#..  ...#.  ..##.  #..#.  ....#  ####.  ..#..  .###.  .####
            #...#  ..#..  ..#..  ....#  #####  ....#  #...#  ..#..  #...#  ....#
            #...#  ..#..  .#...  #...#  ...#.  #...#  #...#  ..#..  #...#  ...#.
            .###.  .###.  #####  .###.  ...#.  .###.  .###.  ..#..  .###.  .##..
            .....  .....  .....  .....  .....  .....  .....  .....  .....  .....
            .....  .....  .....  .....  .....  .....  .....  .....  .....  .....

            a      b      c     d      e      f     g      h      i    j    k
            .....  #....  ....  ....#  .....  ..##  .....  #....  .#.  ..#  #...
            .....  #....  ....  ....#  .....  .#..  .....  #....  ...  ...  #...
            .###.  #.##.  .###  .##.#  .###.  .#..  .####  #.##.  ##.  ..#  #..#
            ....#  ##..#  #...  #..##  #...#  ###.  #...#  ##..#  .#.  ..#  #.#.
            .####  #...#  #...  #...#  #####  .#..  #...#  #...#  .#.  ..#  ##..
            #...#  #...#  #...  #...#  #....  .#..  #...#  #...#  .#.  ..#  #.#.
            .####  ####.  .###  .####  .###.  .#..  .####  #...#  ###  ..#  #..#
            .....  .....  ....  .....  .....  ....  ....#  .....  ...  #.#  ....
            .....  .....  ....  .....  .....  ....  .###.  .....  ...  .#.  ....

            l    m      n      o      p      q      r     s
            ##.  .....  .....  .....  .....  .....  ....  .....
            .#.  .....  .....  .....  .....  .....  ....  .....
            .#.  ##.#.  #.##.  .###.  ####.  .####  #.##  .####
            .#.  #.#.#  ##..#  #...#  #...#  #...#  ##..  #....
            .#.  #.#.#  #...#  #...#  #...#  #...#  #...  .###.
            .#.  #.#.#  #...#  #...#  #...#  #...#  #...  ....#
            ###  #.#.#  #...#  .###.  ####.  .####  #...  ####.
            ...  .....  .....  .....  #....  ....#  ....  .....
            ...  .....  .....  .....  #....  ....#  ....  .....

            t     u      v      w      x      y      z
            .#..  .....  .....  .....  .....  .....  .....
            .#..  .....  .....  .....  .....  .....  .....
            ###.  #...#  #...#  #...#  #...#  #...#  #####
            .#..  #...#  #...#  #.#.#  .#.#.  #...#  ...#.
            .#..  #...#  #...#  #.#.#  ..#..  #...#  ..#..
            .#..  #..##  .#.#.  #.#.#  .#.#.  #...#  .#...
            ..##  .##.#  ..#..  .#.#.  #...#  .####  #####
            ....  .....  .....  .....  .....  ....#  .....
            ....  .....  .....  .....  .....  .###.  .....

            E      .  ,   =      -     (    )
            #####  .  ..  .....  ....  ..#  #..
            #....  .  ..  .....  ....  .#.  .#.
            #....  .  ..  #####  ....  #..  ..#
            ####.  .  ..  .....  ####  #..  ..#
            #....  .  ..  #####  ....  #..  ..#
            #....  .  ..  .....  ....  .#.  .#.
            #####  #  .#  .....  ....  ..#  #..
            .....  .  .#  .....  ....  ...  ...
            .....  .  #.  .....  ....  ...  ...
            """;

    private static final Map<Character, Glyph> GLYPHS = glyphs();

    private PixelFont() {}

    /** Something that colours one pixel of the typeface, counted from the top left corner of the text. */
    @FunctionalInterface
    interface Ink {
        void at(int x, int y);
    }

    /** Whether there is such a character. */
    static boolean has(int character) {
        return GLYPHS.containsKey((char) character);
    }

    /** The columns that {@code text} takes, without a gap at its end. */
    static int width(String text) {
        int width =
                text.chars().map(character -> glyph(character).width() + GAP).sum();
        return Math.max(0, width - GAP);
    }

    /** Writes one line; an {@link IllegalArgumentException} for a character the typeface lacks. */
    static void write(String text, Ink ink) {
        int left = 0;
        for (int i = 0; i < text.length(); i++) {
            Glyph glyph = glyph(text.charAt(i));
            for (int y = 0; y < glyph.rows().size(); y++) {
                for (int x = 0; x < glyph.width(); x++) {
                    if (glyph.rows().get(y).charAt(x) == INK) {
                        ink.at(left + x, y);
                    }
                }
            }
            left += glyph.width() + GAP;
        }
    }

    private static Glyph glyph(int character) {
        Glyph glyph = GLYPHS.get((char) character);
        if (glyph == null) {
            throw new IllegalArgumentException("PixelFont has no '" + (char) character + "': draw it on its sheet");
        }
        return glyph;
    }

    private static Map<Character, Glyph> glyphs() {
        Map<Character, Glyph> glyphs = new HashMap<>();
        glyphs.put(' ', new Glyph(2, List.of()));
        for (String band : SHEET.split("\n\n")) {
            List<String> lines = band.lines().toList();
            String names = lines.get(0);
            for (int left = 0; left < names.length(); left++) {
                if (names.charAt(left) != ' ') {
                    glyphs.put(names.charAt(left), cut(lines.subList(1, lines.size()), left));
                }
            }
        }
        return Map.copyOf(glyphs);
    }

    private static Glyph cut(List<String> rows, int left) {
        int space = rows.get(0).indexOf(' ', left);
        int end = space < 0 ? rows.get(0).length() : space;
        return new Glyph(
                end - left, rows.stream().map(row -> row.substring(left, end)).toList());
    }

    /** One character's pixels: {@code #} is ink, one string per row. */
    private record Glyph(int width, List<String> rows) {}
}
