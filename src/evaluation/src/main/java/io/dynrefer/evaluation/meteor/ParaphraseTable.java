package io.dynrefer.evaluation.meteor;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * METEOR's paraphrase table: phrases and what may stand for them, looked up in both directions. It is optional input of
 * the user; the released table for English is {@code paraphrase-en.gz}. Immutable.
 */
public final class ParaphraseTable implements WordMatcher {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Phrase root;

    /** A node of the tree of phrases. */
    private static final class Phrase {
        private final Map<String, Phrase> next = new HashMap<>(2);
        private final List<String[]> paraphrases = new ArrayList<>(0);
    }

    private ParaphraseTable(Phrase root) {
        this.root = root;
    }

    /** The table without an entry. */
    public static ParaphraseTable empty() {
        return new ParaphraseTable(new Phrase());
    }

    /**
     * Reads a table, plain or gzipped UTF-8: three lines per entry, a probability (which METEOR does not use), a phrase
     * and its paraphrase.
     */
    public static ParaphraseTable read(Path file) {
        try (BufferedReader lines = open(file)) {
            Phrase root = new Phrase();
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
                add(root, words(phrase), words(paraphrase));
            }
            return new ParaphraseTable(root);
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

    private static String[] words(String phrase) {
        return phrase.strip().split("\\s+");
    }

    private static void add(Phrase root, String[] phrase, String[] paraphrase) {
        Phrase node = root;
        for (String word : phrase) {
            node = node.next.computeIfAbsent(word, key -> new Phrase());
        }
        node.paraphrases.add(paraphrase);
    }

    @Override
    public void match(int module, List<String> hypothesis, List<String> reference, CandidateMatches matches) {
        match(
                reference,
                hypothesis,
                (start, length, otherStart, otherLength) ->
                        matches.add(new Match(start, length, otherStart, otherLength, module)));
        match(
                hypothesis,
                reference,
                (start, length, otherStart, otherLength) ->
                        matches.add(new Match(otherStart, otherLength, start, length, module)));
    }

    private interface Found {
        void accept(int start, int length, int otherStart, int otherLength);
    }

    private void match(List<String> phrases, List<String> others, Found found) {
        for (int start = 0; start < phrases.size(); start++) {
            @Nullable Phrase node = root;
            for (int end = start; end < phrases.size() && node != null; end++) {
                node = node.next.get(phrases.get(end));
                if (node != null) {
                    findParaphrases(node, start, end + 1 - start, others, found);
                }
            }
        }
    }

    private static void findParaphrases(Phrase phrase, int start, int length, List<String> others, Found found) {
        for (String[] paraphrase : phrase.paraphrases) {
            for (int other = 0; other + paraphrase.length <= others.size(); other++) {
                if (others.subList(other, other + paraphrase.length).equals(List.of(paraphrase))) {
                    found.accept(start, length, other, paraphrase.length);
                }
            }
        }
    }
}
