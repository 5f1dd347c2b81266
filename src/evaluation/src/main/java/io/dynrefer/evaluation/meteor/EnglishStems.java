package io.dynrefer.evaluation.meteor;

import org.tartarus.snowball.ext.englishStemmer;

/** Stems English words with Snowball's English (Porter 2) stemmer of METEOR's time. */
public final class EnglishStems {
    private EnglishStems() {}

    /** The stem of a lower-case word. */
    public static String stem(String word) {
        englishStemmer stemmer = new englishStemmer(); // holds the word it works on, so it cannot be shared
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
