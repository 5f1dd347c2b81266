package io.dynrefer.evaluation.caption;

import static io.dynrefer.evaluation.caption.PtbVocabulary.ABBREVIATION;
import static io.dynrefer.evaluation.caption.PtbVocabulary.ADDRESS;
import static io.dynrefer.evaluation.caption.PtbVocabulary.ANY_APOSTROPHE;
import static io.dynrefer.evaluation.caption.PtbVocabulary.APOSTROPHE;
import static io.dynrefer.evaluation.caption.PtbVocabulary.CLITIC;
import static io.dynrefer.evaluation.caption.PtbVocabulary.COMPOUND;
import static io.dynrefer.evaluation.caption.PtbVocabulary.DIGITS;
import static io.dynrefer.evaluation.caption.PtbVocabulary.FACE;
import static io.dynrefer.evaluation.caption.PtbVocabulary.INITIALS;
import static io.dynrefer.evaluation.caption.PtbVocabulary.MAIL;
import static io.dynrefer.evaluation.caption.PtbVocabulary.NUMBER_ABBREVIATION;
import static io.dynrefer.evaluation.caption.PtbVocabulary.PARTICLE_WORD;
import static io.dynrefer.evaluation.caption.PtbVocabulary.PHONE;
import static io.dynrefer.evaluation.caption.PtbVocabulary.PLAIN_COMPOUND;
import static io.dynrefer.evaluation.caption.PtbVocabulary.SLASHED;
import static io.dynrefer.evaluation.caption.PtbVocabulary.TAG;
import static io.dynrefer.evaluation.caption.PtbVocabulary.VOWELS_APART;
import static io.dynrefer.evaluation.caption.PtbVocabulary.WHOLE_WORD;
import static io.dynrefer.evaluation.caption.PtbVocabulary.WORD;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token can look like, and what becomes of it. A group in a pattern is what follows the token: it is looked at,
 * not taken, and counts when the longest match is sought. Order decides between matches of equal length.
 */
enum PtbRule {
    JOINED_BY_THREE("(?i:cannot|'twas)", 3),
    JOINED_BY_TWO("(?i:gonna|gotta|lemme|gimme|wanna|'tis)(?=(\\P{Alpha}|$))", 2),
    MARKUP(TAG, PtbChange.UNBROKEN),
    BEFORE_NOT("(?i:[a-z\u00ad]*[a-mo-z]\u00ad*)(?=((?i:n" + ANY_APOSTROPHE + "t)))"),
    PLAIN_WORD(WORD),
    BEFORE_CLITIC(WORD + "(?=(" + CLITIC + "))"),
    WITH_APOSTROPHE(PARTICLE_WORD + "|" + VOWELS_APART + "|" + WHOLE_WORD + "|" + APOSTROPHE + "n(?!\\p{Alpha})"),
    DECADE(APOSTROPHE + "[2-9]0(?i:s)|" + APOSTROPHE + "\\d\\d(?=(\\s|$))"),
    BRACKET_NAME("(?i:-[lr][rsc]b-)|(?i:pro-|anti-)"),
    BEFORE_ALL("(?i:y)" + APOSTROPHE + "(?=(\\p{Alpha}))"),
    LINK(ADDRESS),
    LETTER_TO(MAIL),
    HANDLE("@[A-Za-z_]\\w*|#\\p{L}+"),
    SHORT_VERB(CLITIC + "(?=(\\P{Alpha}|$))|’(?i:s|m|d|re|ve|ll)", PtbChange.STRAIGHT_APOSTROPHE),
    SHORT_NOT("(?i:n" + ANY_APOSTROPHE + "t)", PtbChange.STRAIGHT_APOSTROPHE),
    DATE("\\d{1,2}[-/]\\d{1,2}[-/]\\d{2,4}"),
    NUMBER("[-+]?" + DIGITS),
    FRACTION("(?:\\d{1,4}[- \u00a0])?\\d{1,4}/\\d{1,4}", PtbChange.UNBROKEN),
    TELEPHONE(PHONE, PtbChange.UNBROKEN_BRACKETS_NAMED),
    QUARTER("¼", token -> "1/4"),
    HALF("½", token -> "1/2"),
    THREE_QUARTERS("¾", token -> "3/4"),
    THIRD("⅓", token -> "1/3"),
    TWO_THIRDS("⅔", token -> "2/3"),
    UNDERSCORED("[\\p{L}\\p{Nd}]+(?:_[\\p{L}\\p{Nd}]+)+"),
    PROGRAMMING_LANGUAGE("(?i:c\\+\\+|[cf]#)"),
    SMILEY(FACE + "(?=([^A-Za-z0-9]|$))", PtbChange.UNBROKEN_BRACKETS_NAMED),
    SHORTENED(ABBREVIATION + "\\."),
    SHORTENED_BEFORE_NUMBER(NUMBER_ABBREVIATION + "\\.(?=([ \u00a0]?\\d))"),
    ACRONYM(INITIALS + "\\.|non-U\\.S\\."),
    COMPOUND_WORD(COMPOUND),
    ALTERNATIVES(SLASHED),
    COMPANY("[A-Z]+(?:(?:[+&]|&amp;)[A-Z]+)+"),
    ASCII_COMPOUND(PLAIN_COMPOUND),
    DOLLAR("[A-Z]*\\$|#"),
    CENT("¢", token -> "cents"),
    POUND("£", token -> "#"),
    EURO("[€¤]", token -> "$"),
    AMPERSAND("(?i:&amp;)", token -> "&"),
    LESS("(?i:&lt;)", token -> "<"),
    GREATER("(?i:&gt;)", token -> ">"),
    DASHES("-+|[–—]|(?i:&(?:mdash|ndash);)", PtbChange.DASH),
    DOTS("\\.{3,5}|(?:\\.[ \u00a0]){2,4}\\.|…", token -> "..."),
    QUESTIONS("[?!]+"),
    SIGN("[.,;:]"),
    QUOTES("''|``|\"|&quot;|[`'‘’‛“”‹›«»]{1,2}", token -> "'"),
    OPEN_ROUND("\\(", token -> "-LRB-"),
    CLOSE_ROUND("\\)", token -> "-RRB-"),
    OPEN_SQUARE("\\[", token -> "-LSB-"),
    CLOSE_SQUARE("\\]", token -> "-RSB-"),
    OPEN_CURLY("\\{", token -> "-LCB-"),
    CLOSE_CURLY("\\}", token -> "-RCB-"),
    REPEATED("@+|_+|\\*+|#+|<<|>>"),
    SYMBOL("[+%&~^|\\\\¦§¨©¬®¯°-³´-º×÷<>=/¿¡¥„‚‟\u2010-\u2017\u2020-\u2027\u2030-\u2038\u203b-\u27bf]"),
    SPACE("(?i:[\\s\u00a0]|&nbsp;)+", PtbChange.NOTHING),
    /** Any other sign. */
    UNKNOWN("(?!)", PtbChange.NOTHING);

    private final Pattern pattern;
    private final int left;
    private final UnaryOperator<String> change;

    PtbRule(String pattern) {
        this(pattern, 0, token -> token);
    }

    /** @param left letters at the end of the match that start the next token */
    PtbRule(String pattern, int left) {
        this(pattern, left, token -> token);
    }

    PtbRule(String pattern, UnaryOperator<String> change) {
        this(pattern, 0, change);
    }

    PtbRule(String pattern, int left, UnaryOperator<String> change) {
        this.pattern = Pattern.compile(pattern);
        this.left = left;
        this.change = change;
    }

    /** A matcher over the rest of the line, which sees the line beyond its region. */
    Matcher matcher(String line, int position) {
        return pattern.matcher(line)
                .region(position, line.length())
                .useAnchoringBounds(false)
                .useTransparentBounds(true);
    }

    /** How much a match counts: what it took and what it looked at. */
    int weight(Matcher match) {
        boolean lookedOn = match.groupCount() == 1 && match.group(1) != null;
        return match.end() - match.regionStart() + (lookedOn ? match.group(1).length() : 0);
    }

    int left() {
        return left;
    }

    /** The token a matched text becomes, or nothing. */
    Optional<String> token(String text) {
        return Optional.of(change.apply(text).replace("\u00ad", "")).filter(token -> !token.isEmpty());
    }
}
