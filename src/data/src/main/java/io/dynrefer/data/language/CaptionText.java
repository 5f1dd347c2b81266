package io.dynrefer.data.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Captions as lower-case words. */
public final class CaptionText {
    /** Words of the longest name that is looked for. */
    static final int LONGEST_NAME = 3;

    /** Stands where a sentence or clause ends. */
    static final String STOP = ",";

    static final Set<String> DETERMINERS = WordLists.words("determiners.txt");
    static final Set<String> NUMBERS = WordLists.words("number-words.txt");
    static final Set<String> FUNCTION_WORDS = WordLists.words("function-words.txt");

    private static final Pattern PARENTHESES = Pattern.compile("\\([^)]*\\)");
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9][a-z0-9'-]*|[.,;:!?]");

    private CaptionText() {}

    /** The words of a text; what ends a clause is one {@link #STOP}. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        TOKEN.matcher(PARENTHESES.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" "))
                .results()
                .forEach(match -> {
                    String token = match.group();
                    tokens.add(Character.isLetterOrDigit(token.charAt(0)) ? token : STOP);
                });
        return tokens;
    }

    /** The words of a text without punctuation. */
    public static List<String> words(String text) {
        return tokens(text).stream().filter(token -> !token.equals(STOP)).toList();
    }

    /** The words of a text that say something: without articles, numbers, prepositions and the like. */
    public static List<String> contentWords(String text) {
        return words(text).stream()
                .filter(word ->
                        !DETERMINERS.contains(word) && !NUMBERS.contains(word) && !FUNCTION_WORDS.contains(word))
                .toList();
    }

    /** A caption in the project's form: lower case, without parentheses, one space, no full stop at the end. */
    public static String plain(String caption) {
        return PARENTHESES
                .matcher(caption.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .replaceAll(" ([,.])", "$1")
                .replaceAll("[ .]+$", "")
                .strip();
    }

    /** The name with its article, {@code an umbrella}; a plural has none. */
    public static String withArticle(String name) {
        return isPlural(name) ? name : article(name) + " " + name;
    }

    /** {@code a} or {@code an}. */
    static String article(String words) {
        boolean vowel = "aeiou".indexOf(words.charAt(0)) >= 0 && !words.matches("(uni|eu|us[aei]|uk|one).*");
        return vowel ? "an" : "a";
    }

    /** The words with {@code a} or {@code an} at their beginning as the next word wants it. */
    static String withRightArticle(String words) {
        int space = words.indexOf(' ');
        boolean indefinite = space > 0 && List.of("a", "an").contains(words.substring(0, space));
        return indefinite ? article(words.substring(space + 1)) + words.substring(space) : words;
    }

    /** Whether a name is a plural, also one without a singular, such as {@code jeans}. */
    static boolean isPlural(String name) {
        String last = name.substring(name.lastIndexOf(' ') + 1);
        return !WordNet.shared().singular(last).equals(last) || last.endsWith("s") && !last.matches(".*(ss|us|is|as)");
    }
}
