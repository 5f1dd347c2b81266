package io.dynrefer.evaluation.caption;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Penn Treebank tokens as the COCO caption toolkit makes them: the tokens of Stanford's PTBTokenizer 3.4.1, in lower
 * case, without punctuation. Brackets survive, because the toolkit looks for {@code -LRB-} after lower-casing it
 * (REFERENCE-NOTES 30).
 */
public final class PtbTokenizer {
    private static final Set<String> PUNCTUATION = Set.of(
            "''", "'", "``", "`", "-LRB-", "-RRB-", "-LCB-", "-RCB-", ".", "?", "!", ",", ":", "-", "--", "...", ";");

    private PtbTokenizer() {}

    /** The caption's tokens, joined by single spaces; empty for a caption of nothing but punctuation. */
    public static String tokenize(String caption) {
        List<String> tokens = new PtbLexer(caption.replace('\n', ' ')).tokens();
        return tokens.stream()
                .map(token -> token.toLowerCase(Locale.ENGLISH))
                .filter(token -> !PUNCTUATION.contains(token))
                .collect(Collectors.joining(" "));
    }
}
