package io.dynrefer.training.samples;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * The nouns and adjectives of captions, from which control words are drawn (METHOD 5). A word's part of speech is the
 * one WordNet 3.0 met it in most often, so that {@code standing} is a verb and {@code glass} a noun. Thread-safe.
 */
public final class CaptionWords {
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:-[a-z]+)*");

    /** Words that WordNet knows as rare nouns ("a" the vitamin, "in" the inch) or that name nothing. */
    private static final Set<String> FUNCTION_WORDS = Set.of(
            "a", "an", "the", "this", "that", "these", "those", "some", "any", "each", "all", "both", "no", "other",
            "another", "i", "he", "she", "it", "its", "his", "her", "they", "them", "their", "who", "which", "what",
            "there", "here", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "out", "over",
            "to", "under", "up", "down", "with", "without", "and", "or", "but", "nor", "if", "than", "so", "am", "is",
            "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "can", "will",
            "may", "must", "not", "near", "next", "very", "made", "such", "while", "one");

    private final Dictionary dictionary;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** Opens WordNet. */
    public CaptionWords() {
        try {
            this.dictionary = Dictionary.getDefaultResourceInstance();
        } catch (JWNLException e) {
            throw new IllegalStateException("the library's WordNet cannot be opened", e);
        }
    }

    /** The caption's nouns and adjectives in lower case, each once, in order. */
    public List<String> of(String caption) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(caption.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (known.computeIfAbsent(matcher.group(), this::isNounOrAdjective)) {
                words.add(matcher.group());
            }
        }
        return new ArrayList<>(words);
    }

    private boolean isNounOrAdjective(String word) {
        if (FUNCTION_WORDS.contains(word)) {
            return false;
        }
        int naming = Math.max(uses(POS.NOUN, word), uses(POS.ADJECTIVE, word));
        return naming > 0 && naming >= Math.max(uses(POS.VERB, word), uses(POS.ADVERB, word));
    }

    /** One more than how often WordNet's texts use the word so; 0 where the dictionary does not have it. */
    private int uses(POS part, String word) {
        try {
            IndexWord entry;
            synchronized (dictionary) {
                entry = dictionary.lookupIndexWord(part, word);
            }
            return entry == null ? 0 : 1 + uses(entry);
        } catch (JWNLException e) {
            throw new IllegalStateException("the library's WordNet cannot be read", e);
        }
    }

    private static int uses(IndexWord entry) {
        int uses = 0;
        for (Synset sense : entry.getSenses()) {
            for (Word word : sense.getWords()) {
                uses += word.getLemma().equalsIgnoreCase(entry.getLemma()) ? word.getUseCount() : 0;
            }
        }
        return uses;
    }
}
