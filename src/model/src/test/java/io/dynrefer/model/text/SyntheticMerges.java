package io.dynrefer.model.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds a merges file of the official length in which given tokens have given ids.
 *
 * <p>Tokens are made in order of rank from what the merges before leave of them, so every token comes out whole; the
 * other ranks hold pairs of bytes that no valid UTF-8 text has.
 */
final class SyntheticMerges {
    /** Bytes that never occur in UTF-8 (and their symbols), for the filler. */
    private static final List<String> UNUSED = unusedSymbols();

    private final SortedMap<Integer, String> tokens = new TreeMap<>(); // rank -> symbols, without spaces between
    private final String[] merges = new String[ClipMerges.USED];
    private final Map<String, Integer> ranks = new HashMap<>(); // "left right" -> rank

    /** Asks for a token of {@code symbols} with this id; ids of single bytes follow from the byte order. */
    void token(List<String> symbols, int id) {
        String token = String.join("", symbols);
        if (symbols.size() == 1) {
            int expected = byteId(symbols.get(0));
            if (expected != id) {
                throw new AssertionError("byte " + token + " has id " + expected + ", the fixture says " + id);
            }
            return;
        }
        String before = tokens.put(id - 512, String.join(" ", symbols));
        if (before != null && !before.equals(String.join(" ", symbols))) {
            throw new AssertionError("id " + id + " for both " + before + " and " + symbols);
        }
    }

    Path write(Path file) {
        groups().forEach(this::place);
        fill();
        List<String> lines = new ArrayList<>(List.of("#version: synthetic"));
        lines.addAll(Arrays.asList(merges));
        lines.add("past thevocabulary"); // the released file goes on; what is past the cut must not count
        try {
            return Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The symbols of a word's bytes, the last with the end mark. */
    static List<String> symbols(String word) {
        List<String> symbols = new ArrayList<>();
        for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(symbol(value & 0xff));
        }
        int last = symbols.size() - 1;
        symbols.set(last, symbols.get(last) + ClipMerges.END_OF_WORD);
        return symbols;
    }

    /** Runs of tokens whose ranks lie too close together for the merges between; each has room enough before it. */
    private List<List<Integer>> groups() {
        List<Integer> order = new ArrayList<>(tokens.keySet());
        List<List<Integer>> groups = new ArrayList<>();
        for (int last = order.size() - 1; last >= 0; ) {
            int first = last;
            int needed = intermediates(order.get(first));
            while (first > 0 && order.get(first) - order.get(first - 1) - 1 < needed) {
                first--;
                needed += intermediates(order.get(first));
            }
            groups.add(0, order.subList(first, last + 1));
            last = first - 1;
        }
        return groups;
    }

    /** At most this many merges before the one that completes a token. */
    private int intermediates(int rank) {
        return tokens.getOrDefault(rank, "").split(" ").length - 2;
    }

    private void place(List<Integer> group) {
        int needed = group.stream().mapToInt(this::intermediates).sum();
        int slot = group.get(0) - needed;
        for (int rank : group) {
            for (List<String> pieces = pieces(rank); pieces.size() > 2; pieces = pieces(rank)) {
                put(slot++, pieces.get(0) + " " + pieces.get(1));
            }
        }
        for (int rank : group) {
            put(rank, String.join(" ", pieces(rank)));
        }
    }

    private List<String> pieces(int rank) {
        List<String> symbols = List.of(tokens.getOrDefault(rank, "").split(" "));
        List<String> pieces = merged(new ArrayList<>(symbols));
        if (pieces.size() < 2) {
            throw new AssertionError("token " + pieces + " is made before its rank " + rank);
        }
        return pieces;
    }

    private void put(int rank, String pair) {
        merges[rank] = pair;
        ranks.put(pair, rank);
    }

    /** Plain byte-pair encoding: the pair of lowest rank first, everywhere it occurs. */
    private List<String> merged(List<String> pieces) {
        while (true) {
            String best = null;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < pieces.size(); i++) {
                String pair = pieces.get(i) + " " + pieces.get(i + 1);
                int rank = ranks.getOrDefault(pair, Integer.MAX_VALUE);
                if (rank < lowest) {
                    best = pair;
                    lowest = rank;
                }
            }
            if (best == null) {
                return pieces;
            }
            for (int i = 0; i + 1 < pieces.size(); i++) {
                if (best.equals(pieces.get(i) + " " + pieces.get(i + 1))) {
                    pieces.set(i, pieces.get(i) + pieces.remove(i + 1));
                }
            }
        }
    }

    private void fill() {
        int next = 0;
        int count = UNUSED.size();
        for (int rank = 0; rank < merges.length; rank++) {
            if (merges[rank] == null) {
                String left = UNUSED.get(next % count) + UNUSED.get(next / count % count);
                merges[rank] = next < count * count
                        ? UNUSED.get(next % count) + " " + UNUSED.get(next / count)
                        : left + " " + chain(next / count / count - 1);
                next++;
            }
        }
    }

    /** A run of one unused byte, its length telling runs apart. */
    private static String chain(int length) {
        return UNUSED.get(length % UNUSED.size()) + ClipMerges.END_OF_WORD;
    }

    private static int byteId(String symbol) {
        boolean last = symbol.endsWith(ClipMerges.END_OF_WORD);
        String bare = symbol.replace(ClipMerges.END_OF_WORD, "");
        return ClipMerges.byteSymbols().indexOf(bare) + (last ? 256 : 0);
    }

    private static String symbol(int value) {
        boolean printable = (value >= 33 && value <= 126) || (value >= 161 && value <= 172) || value >= 174;
        if (printable) {
            return Character.toString(value);
        }
        int others = value <= 32 ? value : value <= 160 ? value - 127 + 33 : 33 + 34;
        return Character.toString(256 + others);
    }

    private static List<String> unusedSymbols() {
        List<String> unused = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            if (value < 32 || value == 0xc0 || value == 0xc1 || value >= 0xf5) {
                unused.add(symbol(value));
            }
        }
        return unused;
    }
}
