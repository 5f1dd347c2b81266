package io.dynrefer.model.tokens;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.model.text.ClipMerges;
import io.dynrefer.region.TextResource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes tokenizer files for random weights: the sizes of the real ones, made-up contents. They are the same on every
 * run. A caption of a random model reads as words, real ones first and invented ones after; what it says means nothing.
 */
public final class StandInTokenizers {
    private static final String CONSONANTS = "bdfghklmnprstvwz";
    private static final String VOWELS = "aeiou";
    private static final String CHARACTERS = ",|.-'!?abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SPECIAL = 3;

    private StandInTokenizers() {}

    /** Writes both files into {@code folder} under the names the loaders look for. */
    public static void write(Path folder, int t5VocabularySize) {
        writeT5(folder.resolve(T5Tokenizer.FILE_NAME), t5VocabularySize);
        writeClip(folder.resolve(ClipMerges.FILE_NAME));
    }

    /** A T5 {@code tokenizer.json} of exactly {@code vocabularySize} pieces, at least 4. */
    public static void writeT5(Path file, int vocabularySize) {
        ObjectNode root = UnigramJson.skeleton();
        ArrayNode vocabulary = UnigramJson.vocabulary(root);
        for (String name : List.of("<pad>", UnigramJson.END_OF_SENTENCE, "<unk>")) {
            UnigramJson.addSpecial(root, vocabulary.size(), name);
            UnigramJson.addPiece(vocabulary, name, 0);
        }
        UnigramJson.setUnknown(root, SPECIAL - 1);
        UnigramJson.setNormalizer(root, "", true, true);
        for (String piece : pieces(vocabularySize - SPECIAL)) {
            // a whole word beats its letters, an earlier word a later one
            double score = piece.length() == 1 ? -20 : -5 - 1e-4 * vocabulary.size();
            UnigramJson.addPiece(vocabulary, piece, score);
        }
        try {
            new ObjectMapper().writeValue(file.toFile(), root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pieces(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a T5 vocabulary has at least " + (SPECIAL + 1) + " pieces");
        }
        Set<String> pieces = new LinkedHashSet<>();
        pieces.add(UnigramJson.SPACE);
        CHARACTERS.chars().forEach(character -> pieces.add(Character.toString(character)));
        words().forEach(word -> pieces.add(UnigramJson.SPACE + word));
        List<String> syllables = syllables();
        for (int i = 0; pieces.size() < count; i++) {
            pieces.add(UnigramJson.SPACE + invented(syllables, i));
        }
        return List.copyOf(pieces).subList(0, count);
    }

    /** The {@code i}-th invented word: two syllables, or three once those are used up. */
    private static String invented(List<String> syllables, int i) {
        int count = syllables.size();
        String first = syllables.get(i % count) + syllables.get((i / count + i) % count);
        return i < count * count ? first : first + syllables.get(i / (count * count) % count);
    }

    /** CLIP merges of the released number, gzip-compressed: syllables, pairs of syllables, then triples. */
    public static void writeClip(Path file) {
        List<String> syllables = syllables();
        List<String> lines = new ArrayList<>(List.of("#version: stand-in"));
        syllables.forEach(syllable -> addBoth(lines, syllable.substring(0, 1), syllable.substring(1)));
        List<String> pairs = new ArrayList<>();
        for (String left : syllables) {
            for (String right : syllables) {
                addBoth(lines, left, right);
                pairs.add(left + right);
            }
        }
        for (int i = 0; lines.size() <= ClipMerges.USED; i++) {
            addBoth(lines, pairs.get(i / syllables.size()), syllables.get(i % syllables.size()));
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (String line : lines.subList(0, ClipMerges.USED + 1)) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addBoth(List<String> merges, String left, String right) {
        merges.add(left + " " + right);
        merges.add(left + " " + right + ClipMerges.END_OF_WORD);
    }

    private static List<String> syllables() {
        List<String> syllables = new ArrayList<>();
        for (char vowel : VOWELS.toCharArray()) {
            for (char consonant : CONSONANTS.toCharArray()) {
                syllables.add("" + consonant + vowel);
            }
        }
        return syllables;
    }

    private static List<String> words() {
        return TextResource.lines(StandInTokenizers.class, "stand-in-words.txt").stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .toList();
    }
}
