package io.dynrefer.evaluation.meteor;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * METEOR 1.5 for English with text normalisation, punctuation kept (the released program's {@code -l en -norm}).
 * Immutable and thread-safe; corpus totals are kept by {@link MeteorCorpus}.
 */
public final class Meteor {
    private final MeteorParameters parameters;
    private final ParaphraseTable paraphrases;
    private final List<WordMatcher> matchers; // by module
    private final AlignmentSearch search;

    /** @param paraphrases used when the parameters name the paraphrase module */
    public Meteor(MeteorParameters parameters, ParaphraseTable paraphrases) {
        this.parameters = parameters;
        this.paraphrases = paraphrases;
        this.matchers = parameters.modules().stream()
                .map(module -> matcher(module, paraphrases))
                .toList();
        this.search = new AlignmentSearch(
                parameters.modules().stream().map(MeteorModule::searchWeight).toList(), parameters.beam());
    }

    /** The released defaults without a paraphrase table: exact, stem and synonym matches. */
    public static Meteor english() {
        return english(ParaphraseTable.empty());
    }

    /** The released defaults: exact, stem, synonym and paraphrase matches. */
    public static Meteor english(ParaphraseTable paraphrases) {
        return new Meteor(MeteorParameters.english(List.of(MeteorModule.values())), paraphrases);
    }

    /** What a table calls the metric: METEOR alone is the published one, with all its stages. */
    public String name() {
        return paraphrases.isEmpty() ? "METEOR without paraphrases" : "METEOR";
    }

    private static WordMatcher matcher(MeteorModule module, ParaphraseTable paraphrases) {
        return switch (module) {
            case EXACT -> PairMatcher.exact();
            case STEM -> PairMatcher.differentWords(EnglishStems::stem, String::equals);
            case SYNONYM -> PairMatcher.differentWords(WordNetSynonyms.shared()::synsets, WordNetSynonyms::overlap);
            case PARAPHRASE -> paraphrases;
        };
    }

    public MeteorParameters parameters() {
        return parameters;
    }

    /**
     * The alignment with the reference that scores highest, the first of equals; without a reference it is an error.
     */
    public MeteorAlignment align(String hypothesis, List<String> references) {
        List<String> hypothesisWords = words(hypothesis);
        MeteorAlignment best = null;
        for (String reference : references) {
            MeteorAlignment alignment = align(hypothesisWords, words(reference));
            best = best == null || alignment.score().value() > best.score().value() ? alignment : best;
        }
        if (best == null) {
            throw DynReferException.invalid("references", "METEOR needs at least one reference per caption.");
        }
        return best;
    }

    /** The score against the best reference, 0..1. */
    public double score(String hypothesis, List<String> references) {
        return align(hypothesis, references).score().value();
    }

    private static List<String> words(String sentence) {
        String normalized = MeteorNormalizer.normalize(sentence).toLowerCase(Locale.ROOT);
        return normalized.isEmpty() ? List.of() : List.of(normalized.split(" "));
    }

    private MeteorAlignment align(List<String> hypothesis, List<String> reference) {
        CandidateMatches candidates = new CandidateMatches(hypothesis.size(), reference.size());
        // Identical sentences need no other module, and the search could only spoil them.
        int modules = hypothesis.equals(reference) ? 1 : matchers.size();
        for (int module = 0; module < modules; module++) {
            matchers.get(module).match(module, hypothesis, reference, candidates);
        }
        List<Match> matches = search.best(candidates);
        MeteorStatistics statistics = MeteorStatistics.of(functionWords(hypothesis), functionWords(reference), matches);
        return new MeteorAlignment(hypothesis, reference, matches, MeteorScore.of(statistics, parameters));
    }

    private static List<Boolean> functionWords(List<String> words) {
        List<Boolean> marks = new ArrayList<>();
        words.forEach(word -> marks.add(FunctionWords.contains(word)));
        return marks;
    }
}
