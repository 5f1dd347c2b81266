package io.dynrefer.evaluation.photos;

import io.dynrefer.data.language.Senses;
import io.dynrefer.data.language.WordNet;
import io.dynrefer.data.language.WordNet.Synset;
import java.util.Optional;

/** Whether a word is right for a thing with another label, by WordNet. */
final class Kinship {
    private Kinship() {}

    /** Whether the word is the label, a synonym, a kind of it ({@code puppy} for dog) or its next broader term. */
    static boolean accepts(String label, String word) {
        if (word.equals(label)) {
            return true;
        }
        Optional<Synset> wanted = Senses.of(label);
        Optional<Synset> said = Senses.of(word);
        if (wanted.isEmpty() || said.isEmpty()) {
            return false;
        }
        WordNet words = WordNet.shared();
        return said.equals(wanted)
                || words.allBroader(said.get()).contains(wanted.get())
                || words.broader(wanted.get()).contains(said.get());
    }
}
