package io.dynrefer.evaluation.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/** Cuts a line into Penn Treebank tokens: at each place the rule that matches most wins, the first of equals. */
final class PtbLexer {
    /** Two words in one, which rules take apart. */
    private static final Set<String> JOINED_WORDS = Set.of("cannot", "gonna", "gotta", "lemme", "gimme", "wanna");

    private final String line;
    private int position;

    PtbLexer(String line) {
        this.line = line;
    }

    List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        while (position < line.length()) {
            if (line.charAt(position) == ' ') {
                position++;
            } else if (!plainWord(tokens)) {
                next(tokens);
            }
        }
        return tokens;
    }

    /** Most words are letters up to a space, and need no rule. */
    private boolean plainWord(List<String> tokens) {
        int end = position;
        while (end < line.length() && isLetter(line.charAt(end))) {
            end++;
        }
        boolean ended = end == line.length() || line.charAt(end) == ' ';
        String word = line.substring(position, end);
        if (word.isEmpty() || !ended || JOINED_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
            return false;
        }
        tokens.add(word);
        position = end;
        return true;
    }

    private static boolean isLetter(char sign) {
        return sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
    }

    private void next(List<String> tokens) {
        PtbRule best = PtbRule.UNKNOWN;
        int longest = 0;
        int end = position + 1;
        for (PtbRule rule : PtbRule.values()) {
            Matcher matcher = rule.matcher(line, position);
            if (matcher.lookingAt() && rule.weight(matcher) > longest) {
                best = rule;
                longest = rule.weight(matcher);
                end = matcher.end();
            }
        }
        end -= best.left();
        best.token(line.substring(position, end)).ifPresent(tokens::add);
        position = end;
    }
}
