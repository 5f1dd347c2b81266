package io.dynrefer.evaluation.caption;

import io.dynrefer.region.TextResource;
import java.util.stream.Collectors;

/**
 * The parts that token patterns are made of. The word lists hold what the reference tokeniser was seen to keep whole
 * when it was given every English word (docs/decisions/0006).
 */
final class PtbVocabulary {
    static final String LETTER = "[\\p{L}\u00ad]";
    static final String LETTER_DIGIT = "[\\p{L}\\p{Mn}\\p{Mc}\\p{Nd}\u00ad]";
    /** Typed, typographic and escaped. */
    static final String APOSTROPHE = "(?:['’]|&apos;)";

    static final String ANY_APOSTROPHE = "(?:['’`‘‛]|&apos;)";
    static final String CLITIC = APOSTROPHE + "(?i:s|m|d|re|ve|ll)";
    /** A word, or words with nothing but a dot or a mark between them. */
    static final String WORD = LETTER + LETTER_DIGIT + "*(?:[.!?]" + LETTER + LETTER_DIGIT + "*)*";

    static final String DIGITS = "(?:\\d+(?:[.:,]\\d+)*|(?:[.:,]\\d+)+)";
    /** Single letters with dots between them, e.g. U.S or p.m; the last dot is not part of it. */
    static final String INITIALS = "[A-Za-z](?:\\.[A-Za-z])*";

    static final String ABBREVIATION =
            "(?:(?i:(?:ed|ph)\\.d|" + oneOf("abbreviations.txt") + ")|" + oneOf("abbreviations-capitalised.txt") + ")";
    static final String NUMBER_ABBREVIATION = "(?i:" + oneOf("abbreviations-before-numbers.txt") + ")";
    static final String WHOLE_WORD = "(?i:" + oneOf("words-with-apostrophe.txt").replace("'", APOSTROPHE) + ")";
    /** A particle and what it leans on, e.g. d'or or o'clock. */
    static final String PARTICLE_WORD = "[dlnoA-HJ-XZ]" + ANY_APOSTROPHE + LETTER + "{2,}";

    static final String VOWELS_APART = LETTER + "+[aeiouyAEIOUY]" + ANY_APOSTROPHE + "[aeiouA-Z]" + LETTER + "*";

    static final String COMPOUND_PART = "(?:[dlo]" + ANY_APOSTROPHE + ")?[\\p{L}\\p{Nd}]+";
    static final String COMPOUND = COMPOUND_PART + "(?:-" + COMPOUND_PART + ")*";
    static final String PLAIN_COMPOUND =
            "[A-Za-z0-9][A-Za-z0-9.,\u00ad]*(?:-(?:" + INITIALS + "\\.|[A-Za-z0-9\u00ad]+))+";
    static final String SLASHED_PART = "[A-Za-z0-9]+(?:-[A-Za-z]+){0,2}";
    static final String SLASHED = SLASHED_PART + "(?:/" + SLASHED_PART + "){1,2}";

    static final String TAG = "<[!?/]?[A-Za-z-][^<>,;]*>";
    static final String MAIL = "<?[A-Za-z0-9][\\w.+%'-]*@[\\w-]+(?:\\.[\\w-]+)*>?";
    private static final String IN_ADDRESS = "[^\\s<>|\"(){}]";
    private static final String ENDS_ADDRESS = "[^\\s<>|\"(){}.!?,-]";
    private static final String HOST_PART = "[^\\s<>|\"`'(){}\\[\\].!?,_$-]+\\.";
    static final String ADDRESS = "https?://" + IN_ADDRESS + "+" + ENDS_ADDRESS + "|(?:www\\.(?:" + HOST_PART
            + ")+[A-Za-z]{2,4}|(?:" + HOST_PART + ")+(?:com|net|org|edu))(?:/" + IN_ADDRESS + "+" + ENDS_ADDRESS + ")?";
    static final String PHONE =
            "(?:\\(\\d{2,3}\\)[ \u00a0]?|(?:\\+{0,2}\\d{2,4}[- \u00a0]){1,2})\\d{3,4}[- \u00a0]?\\d{3,5}";
    /** Eyes, perhaps a nose, a mouth. */
    static final String FACE = "[<>]?[:;=][-o*']?[()DPdpO\\\\{@|\\[\\]]";

    private PtbVocabulary() {}

    private static String oneOf(String list) {
        return TextResource.lines(PtbVocabulary.class, list).stream().collect(Collectors.joining("|"));
    }
}
