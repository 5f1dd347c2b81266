package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.TextResource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * METEOR's text normalisation for English: the Moses tokeniser with dashes inside words opened, dots inside words
 * dropped (U.S. becomes US) and quotes made alike; punctuation is kept. Letters are Latin and Cyrillic ones: any other
 * sign becomes a word of its own. Case is left alone, because it tells an abbreviation from the end of a sentence.
 */
final class MeteorNormalizer {
    private static final String LETTERS = "A-Za-zŠŽšžŸÀ-ÖØ-öø-žЀ-ӿԀ-ԧꙀ-ꙮ꙾-ꚗᴀ-ᵿ";
    private static final String LETTERS_DIGITS = "0-9" + LETTERS;

    /** Stands for one of several dots in a row while the rules for single dots work; letters, as those rules need. */
    private static final String DOT = "DOT";

    private static final String DOTS_END = "MULTI";

    private static final Pattern SEVERAL_DOTS = Pattern.compile("\\.{2,}");
    private static final Pattern HIDDEN_DOTS = Pattern.compile("((?:DOT)+)MULTI");
    private static final Pattern LETTER = Pattern.compile("[" + LETTERS + "]");
    private static final Pattern LOWER_CASE_START = Pattern.compile("^\\p{Lower}");
    private static final Pattern DIGIT_START = Pattern.compile("^[0-9]");
    private static final Pattern SPACES = Pattern.compile("[ \u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]+");

    /**
     * Rules consume the signs around what they change, so signs next to each other are not all changed, as in METEOR.
     */
    private record Rule(Pattern pattern, String replacement) {
        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement);
        }

        String apply(String line) {
            return pattern.matcher(line).replaceAll(replacement);
        }
    }

    private static final Rule SIGNS_APART = Rule.of("([^" + LETTERS_DIGITS + "\\s.'`,\\-‘’])", " $1 ");

    private static final List<Rule> AFTER_DOTS = List.of(
            Rule.of("(\\P{Digit}),(\\P{Digit})", "$1 , $2"),
            Rule.of("(\\p{Digit}),(\\P{Digit})", "$1 , $2"),
            Rule.of("(\\P{Digit}),(\\p{Digit})", "$1 , $2"),
            Rule.of("[`‘’]", "'"),
            Rule.of("[“”]|''", " \" "),
            Rule.of("–", "-"),
            Rule.of("--", "-"),
            Rule.of("([" + LETTERS_DIGITS + ".])-([" + LETTERS_DIGITS + "])", "$1 $2"),
            Rule.of("([^" + LETTERS + "])'([^" + LETTERS + "])", "$1 ' $2"),
            Rule.of("([^" + LETTERS + "\\p{Digit}])'([" + LETTERS + "])", "$1 ' $2"),
            Rule.of("([" + LETTERS + "])'([^" + LETTERS + "])", "$1 ' $2"),
            Rule.of("([" + LETTERS + "])'([" + LETTERS + "])", "$1 '$2"),
            Rule.of("(\\p{Digit})'(s)", "$1 '$2"));

    /** Abbreviations whose dot is part of the word, and those of them for which that holds before a number only. */
    private static final Set<String> ABBREVIATIONS =
            Set.copyOf(TextResource.lines(MeteorNormalizer.class, "abbreviations.txt"));

    private static final Set<String> NUMBER_ABBREVIATIONS = Set.of("No", "Art", "pp");

    private MeteorNormalizer() {}

    /** The line's words, joined by single spaces. */
    static String normalize(String line) {
        String working = SIGNS_APART.apply(" " + line + " ");
        working = SEVERAL_DOTS
                .matcher(working)
                .replaceAll(dots -> " " + DOT.repeat(dots.group().length()) + DOTS_END + " ");
        for (Rule rule : AFTER_DOTS) {
            working = rule.apply(working);
        }
        working = HIDDEN_DOTS
                .matcher(dotsApart(working))
                .replaceAll(dots -> ".".repeat(dots.group(1).length() / DOT.length()));
        return SPACES.matcher(working).replaceAll(" ").strip();
    }

    /** Cuts the dot off each word that ends in one, unless it belongs to an abbreviation. */
    private static String dotsApart(String line) {
        String[] words = line.strip().split("[ \t\n\r\f]+");
        StringBuilder rebuilt = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            String next = i + 1 < words.length ? words[i + 1] : "";
            rebuilt.append(words[i].length() > 1 && words[i].endsWith(".") ? dotApart(words[i], next) : words[i])
                    .append(' ');
        }
        return rebuilt.toString();
    }

    private static String dotApart(String word, String next) {
        String stem = word.substring(0, word.length() - 1);
        if (stem.contains(".") && LETTER.matcher(stem).find()) {
            return word.replace(".", "");
        }
        boolean abbreviation = ABBREVIATIONS.contains(stem) || startsWith(next, LOWER_CASE_START);
        boolean beforeNumber = NUMBER_ABBREVIATIONS.contains(stem) && startsWith(next, DIGIT_START);
        return abbreviation || beforeNumber ? word : stem + " .";
    }

    private static boolean startsWith(String word, Pattern start) {
        return start.matcher(word).find();
    }
}
