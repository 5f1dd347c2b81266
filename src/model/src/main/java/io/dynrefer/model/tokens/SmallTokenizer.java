package io.dynrefer.model.tokens;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * A tokenizer of the pieces that some texts need, in the form of {@link T5Tokenizer}: a text becomes as few pieces as
 * possible. Single letters, digits and marks are always among them, so that any English word can be written.
 *
 * <p>The ids start with padding 0, end 1, unknown 2. Texts lose their capitals; {@code , | . ! ?} stand apart, so that
 * a word has one piece wherever it stands, and {@link T5Tokenizer#caption} puts the marks back to their words.
 */
public final class SmallTokenizer {
    private static final List<String> SPECIAL = List.of("<pad>", UnigramJson.END_OF_SENTENCE, "<unk>");
    private static final int UNKNOWN = 2;
    private static final String STANDING_APART = ",|.!?";
    private static final String CHARACTERS = STANDING_APART + "abcdefghijklmnopqrstuvwxyz0123456789'-:;()/&\"";

    /** Of a whole piece; the fewest win. */
    private static final double PIECE = -10;

    /** Of a single character: a text takes longer pieces where there are any. */
    private static final double CHARACTER = -12;

    private SmallTokenizer() {}

    /**
     * The pieces that texts need, in the order they come up.
     *
     * @param splitting gives the WordPiece tokens of a word: {@code ##} before one that continues it
     */
    public static List<String> pieces(Collection<String> texts, Function<String, List<String>> splitting) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            words.addAll(List.of(apart(text.toLowerCase(Locale.ROOT)).strip().split("\\s+")));
        }
        Set<String> pieces = new LinkedHashSet<>();
        for (String word : words) {
            String before = UnigramJson.SPACE;
            for (String piece : splitting.apply(word)) {
                pieces.add(before + (piece.startsWith("##") ? piece.substring(2) : piece));
                before = "";
            }
        }
        return List.copyOf(pieces);
    }

    private static String apart(String text) {
        return text.replaceAll("([" + STANDING_APART + "])", " $1 ");
    }

    /**
     * Writes {@code tokenizer.json}.
     *
     * @param pieces from {@link #pieces}
     * @return how many ids there are
     */
    public static int write(Path file, List<String> pieces) {
        ObjectNode root = UnigramJson.skeleton();
        ArrayNode vocabulary = UnigramJson.vocabulary(root);
        for (String name : SPECIAL) {
            UnigramJson.addSpecial(root, vocabulary.size(), name);
            UnigramJson.addPiece(vocabulary, name, 0);
        }
        UnigramJson.setUnknown(root, UNKNOWN);
        UnigramJson.setWordNormalizer(root, STANDING_APART);
        Set<String> all = new LinkedHashSet<>(List.of(UnigramJson.SPACE));
        CHARACTERS.chars().forEach(character -> all.add(Character.toString(character)));
        STANDING_APART.chars().forEach(mark -> all.add(UnigramJson.SPACE + Character.toString(mark)));
        all.addAll(pieces);
        all.forEach(piece -> UnigramJson.addPiece(vocabulary, piece, piece.length() == 1 ? CHARACTER : PIECE));
        try {
            new ObjectMapper().writeValue(file.toFile(), root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vocabulary.size();
    }
}
