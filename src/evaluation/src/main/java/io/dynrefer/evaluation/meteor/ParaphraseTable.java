package io.dynrefer.evaluation.meteor;

import io.dynrefer.evaluation.PhraseTree;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * METEOR's paraphrase table: phrases and what may stand for them, looked up in both directions. It is optional input of
 * the user; the released table for English is {@code paraphrase-en.gz}. An entry costs some sixty bytes. Immutable.
 */
public final class ParaphraseTable implements WordMatcher {
    private static final int GZIP_MAGIC = 0x1f8b;

    private static final int NONE = -1;

    /** Phrases and paraphrases alike. */
    private final PhraseTree phrases = new PhraseTree();

    private int[] firstEntry = {NONE}; // by phrase
    private int[] lastEntry = {NONE}; // by phrase
    private int[] nextEntry = {}; // by entry: the next one of the same phrase
    private int[] paraphrase = {}; // by entry
    private int entries;

    /** A phrase of the table in a sentence. */
    private record Occurrence(int phrase, int start, int length) {}

    private ParaphraseTable() {}

    /** The table without an entry. */
    public static ParaphraseTable empty() {
        return new ParaphraseTable();
    }

    /** Whether there is nothing to look up. */
    public boolean isEmpty() {
        return entries == 0;
    }

    /**
     * Reads a table, plain or gzipped UTF-8: three lines per entry, a probability (which METEOR does not use), a phrase
     * and its paraphrase.
     */
    public static ParaphraseTable read(Path file) {
        try (BufferedReader lines = open(file)) {
            ParaphraseTable table = new ParaphraseTable();
            int line = 0;
            while (lines.readLine() != null) {
                String phrase = lines.readLine();
                String paraphrase = lines.readLine();
                line += 3;
                if (phrase == null || paraphrase == null) {
                    throw DynReferException.invalid(
                            "paraphrases",
                            file + ": the entry at line " + (line - 2) + " is cut off; an entry is three lines: "
                                    + "probability, phrase, paraphrase.");
                }
                table.add(phrase, paraphrase);
            }
            return table;
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "paraphrases",
                    "Cannot read the paraphrase table " + file + "; give METEOR's paraphrase-en.gz or no table.",
                    e);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        boolean zipped = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
        bytes.reset();
        return new BufferedReader(
                new InputStreamReader(zipped ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private void add(String phraseText, String paraphraseText) {
        int phrase = numbered(phraseText);
        int other = numbered(paraphraseText);
        if (phrases.size() >= firstEntry.length) {
            firstEntry = grown(firstEntry, phrases.size());
            lastEntry = grown(lastEntry, phrases.size());
        }
        if (entries == nextEntry.length) {
            nextEntry = grown(nextEntry, entries);
            paraphrase = grown(paraphrase, entries);
        }
        paraphrase[entries] = other;
        if (firstEntry[phrase] == NONE) {
            firstEntry[phrase] = entries;
        } else {
            nextEntry[lastEntry[phrase]] = entries;
        }
        lastEntry[phrase] = entries++;
    }

    private static int[] grown(int[] values, int index) {
        int[] larger = Arrays.copyOf(values, Math.max(2 * values.length, index + 1));
        Arrays.fill(larger, values.length, larger.length, NONE);
        return larger;
    }

    private int numbered(String text) {
        int phrase = PhraseTree.ROOT;
        for (String word : text.strip().split("\\s+")) {
            phrase = phrases.findOrAdd(phrase, word);
        }
        return phrase;
    }

    @Override
    public void match(int module, List<String> hypothesis, List<String> reference, CandidateMatches matches) {
        List<Occurrence> inHypothesis = occurrences(hypothesis);
        List<Occurrence> inReference = occurrences(reference);
        match(
                inReference,
                inHypothesis,
                (ours, theirs) ->
                        matches.add(new Match(ours.start(), ours.length(), theirs.start(), theirs.length(), module)));
        match(
                inHypothesis,
                inReference,
                (ours, theirs) ->
                        matches.add(new Match(theirs.start(), theirs.length(), ours.start(), ours.length(), module)));
    }

    /** By start, shorter ones first. */
    private List<Occurrence> occurrences(List<String> words) {
        List<Occurrence> found = new ArrayList<>();
        for (int start = 0; start < words.size(); start++) {
            int phrase = PhraseTree.ROOT;
            for (int end = start; end < words.size() && phrase != PhraseTree.ABSENT; end++) {
                phrase = phrases.find(phrase, words.get(end));
                if (phrase != PhraseTree.ABSENT) {
                    found.add(new Occurrence(phrase, start, end + 1 - start));
                }
            }
        }
        return found;
    }

    private void match(List<Occurrence> ours, List<Occurrence> theirs, BiConsumer<Occurrence, Occurrence> found) {
        Map<Integer, List<Occurrence>> theirsByPhrase =
                theirs.stream().collect(Collectors.groupingBy(Occurrence::phrase));
        for (Occurrence occurrence : ours) {
            for (int entry = firstEntry[occurrence.phrase()]; entry != NONE; entry = nextEntry[entry]) {
                theirsByPhrase
                        .getOrDefault(paraphrase[entry], List.of())
                        .forEach(other -> found.accept(occurrence, other));
            }
        }
    }
}
