package io.dynrefer.data.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds phrases about labelled things in captions of a photo.
 *
 * <p>A word of a caption that names a class (see {@link ClassWords}) means a thing if the photo has just one of the
 * class, or one at least twice as large as the next; of the words of a caption that name the same class, only the first
 * does. A plural means a thing only where it is alone of its class, and never a person. The phrase runs from the words
 * before the noun that describe it to at most twelve words after it, within the clause.
 */
public final class PhraseFinder {
    private static final String PERSON = "person";
    private static final double DOMINANT = 2;
    private static final int SHORTEST_PARTICIPLE = 5; // not red, bed, king
    private static final int WORDS_BEFORE = 4;
    private static final int WORDS_AFTER = 12;

    private final Map<String, List<String>> classesByWord;

    /** A finder for things of these classes. */
    public PhraseFinder(Iterable<String> categories) {
        this.classesByWord = ClassWords.byWord(categories);
    }

    /**
     * A labelled thing of a photo.
     *
     * @param category its class
     * @param area of its box or mask, in any unit
     */
    public record Thing(String category, double area) {}

    /**
     * What a caption says of a thing.
     *
     * @param text lower case, with an article where it needs one, e.g. {@code a red bus parked on the street}
     * @param noun the words in it that name the thing
     * @param shortTexts the thing with the words before it, and with what it does: {@code a red bus, a bus parked}
     * @param attributes what these words say, as {@code color:red}
     */
    public record Phrase(String text, String noun, List<String> shortTexts, List<String> attributes) {
        public Phrase {
            shortTexts = List.copyOf(shortTexts);
            attributes = List.copyOf(attributes);
        }
    }

    /** The phrases about each thing that captions speak of, by its position in {@code things}. */
    public Map<Integer, List<Phrase>> find(List<Thing> things, List<String> captions) {
        Map<Integer, Map<String, Phrase>> found = new LinkedHashMap<>();
        for (String caption : captions) {
            Set<String> named = new LinkedHashSet<>();
            Caption reading = new Caption(CaptionText.tokens(caption));
            for (Noun noun : reading.nouns()) {
                Optional<String> category = category(noun, things);
                if (category.isPresent() && named.add(category.get())) {
                    meant(noun, category.get(), things).ifPresent(thing -> {
                        Phrase phrase = reading.phrase(noun, category.get());
                        found.computeIfAbsent(thing, key -> new LinkedHashMap<>())
                                .putIfAbsent(phrase.text(), phrase);
                    });
                }
            }
        }
        Map<Integer, List<Phrase>> phrases = new LinkedHashMap<>();
        found.forEach((thing, texts) -> phrases.put(thing, List.copyOf(texts.values())));
        return phrases;
    }

    /** The one class in the photo that a noun names. */
    private Optional<String> category(Noun noun, List<Thing> things) {
        List<String> present = classesByWord.getOrDefault(noun.singular(), List.of()).stream()
                .filter(category ->
                        things.stream().anyMatch(thing -> thing.category().equals(category)))
                .toList();
        return present.size() == 1 ? Optional.of(present.get(0)) : Optional.empty();
    }

    private static Optional<Integer> meant(Noun noun, String category, List<Thing> things) {
        List<Integer> largestFirst = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            if (things.get(i).category().equals(category)) {
                largestFirst.add(i);
            }
        }
        largestFirst.sort((one, other) ->
                Double.compare(things.get(other).area(), things.get(one).area()));
        boolean alone = largestFirst.size() == 1;
        if (noun.plural() && !CaptionText.isPlural(category) && (!alone || category.equals(PERSON))) {
            return Optional.empty();
        }
        boolean dominant = alone
                || things.get(largestFirst.get(0)).area()
                        >= DOMINANT * things.get(largestFirst.get(1)).area();
        return dominant ? Optional.of(largestFirst.get(0)) : Optional.empty();
    }

    /**
     * Words of a caption that name a class.
     *
     * @param start of the first word
     * @param end after the last word
     */
    private record Noun(int start, int end, String singular, boolean plural) {}

    /** A caption's words. */
    private final class Caption {
        private final List<String> tokens;

        Caption(List<String> tokens) {
            this.tokens = tokens;
        }

        /** The names of classes, the longest at each place, where they are no part of a longer compound. */
        List<Noun> nouns() {
            List<Noun> nouns = new ArrayList<>();
            for (int start = 0; start < tokens.size(); start++) {
                Optional<Noun> noun = nounAt(start);
                if (noun.isPresent()) {
                    if (canFollowNoun(noun.get().end())) {
                        nouns.add(noun.get());
                    }
                    start = noun.get().end() - 1;
                }
            }
            return nouns;
        }

        private Optional<Noun> nounAt(int start) {
            for (int end = Math.min(tokens.size(), start + CaptionText.LONGEST_NAME); end > start; end--) {
                String name = String.join(" ", tokens.subList(start, end));
                if (classesByWord.containsKey(name)) {
                    return Optional.of(new Noun(start, end, name, false));
                }
                String singular = WordNet.shared().singular(name);
                if (classesByWord.containsKey(singular)) {
                    return Optional.of(new Noun(start, end, singular, true));
                }
            }
            return Optional.empty();
        }

        private String token(int at) {
            return at >= 0 && at < tokens.size() ? tokens.get(at) : CaptionText.STOP;
        }

        /** Whether the word here leaves the noun before it the head: not {@code station} after {@code train}. */
        private boolean canFollowNoun(int at) {
            String word = token(at);
            if (word.equals("and") && AttributeWords.isColor(token(at - 1))) {
                return false; // an orange and white cat
            }
            if (isClosed(word) || AttributeWords.isState(word) || isParticiple(word) || word.endsWith("ly")) {
                return true;
            }
            WordNet.Uses uses = WordNet.shared().uses(word);
            boolean inflected = word.endsWith("s") && CaptionText.DETERMINERS.contains(token(at + 1));
            return uses.verb() > uses.noun() || uses.canBeVerb() && inflected;
        }

        private static boolean isParticiple(String word) {
            return word.length() >= SHORTEST_PARTICIPLE && (word.endsWith("ing") || word.endsWith("ed"));
        }

        private boolean isClosed(String word) {
            return word.equals(CaptionText.STOP)
                    || CaptionText.FUNCTION_WORDS.contains(word)
                    || CaptionText.DETERMINERS.contains(word)
                    || CaptionText.NUMBERS.contains(word);
        }

        Phrase phrase(Noun noun, String category) {
            int start = start(noun);
            int end = end(noun);
            List<String> before = tokens.subList(start, noun.start());
            List<String> words = new ArrayList<>(tokens.subList(start, end));
            String name = String.join(" ", tokens.subList(noun.start(), noun.end()));
            boolean determined = !before.isEmpty() && isClosed(before.get(0)) || noun.plural();
            String text = String.join(" ", words);
            List<String> states = statesAfter(noun, end);
            Set<String> attributes = new LinkedHashSet<>();
            before.forEach(word -> AttributeWords.attribute(word).ifPresent(attributes::add));
            states.forEach(word -> AttributeWords.attribute(word).ifPresent(attributes::add));
            if (category.equals(PERSON)) {
                attributes.removeIf(attribute -> attribute.startsWith("color:"));
            }
            return new Phrase(
                    determined ? CaptionText.withRightArticle(text) : CaptionText.article(text) + " " + text,
                    name,
                    shortTexts(before, name, states),
                    List.copyOf(attributes));
        }

        private List<String> shortTexts(List<String> before, String name, List<String> states) {
            List<String> texts = new ArrayList<>();
            List<String> described = before.stream()
                    .filter(word -> !isClosed(word) || word.equals("and"))
                    .toList();
            if (!described.isEmpty()) {
                texts.add(CaptionText.withArticle(String.join(" ", described) + " " + name));
            }
            states.forEach(word -> AttributeWords.attribute(word)
                    .map(attribute -> attribute.substring(attribute.indexOf(':') + 1))
                    .filter(state -> state.endsWith("ing") || state.endsWith("ed"))
                    .ifPresent(state -> texts.add(CaptionText.withArticle(name) + " " + state)));
            return texts;
        }

        /** Back over words that describe the noun, and their determiner. */
        private int start(Noun noun) {
            int start = noun.start();
            int sure = start; // as far as attributes go, where no determiner shows how far nouns do
            while (start > 0 && noun.start() - start < WORDS_BEFORE && describes(start - 1)) {
                start--;
                if (sure == start + 1 && AttributeWords.attribute(token(start)).isPresent()) {
                    sure = start;
                }
            }
            String before = token(start - 1);
            if (CaptionText.DETERMINERS.contains(before)) {
                return start - 1;
            }
            return start == 0 || before.equals(CaptionText.STOP) || CaptionText.NUMBERS.contains(before) ? start : sure;
        }

        private boolean describes(int at) {
            String word = token(at);
            if (word.equals("and") || word.equals("or")) {
                return AttributeWords.attribute(token(at - 1)).isPresent()
                        && AttributeWords.attribute(token(at + 1)).isPresent();
            }
            if (isClosed(word)) {
                return false;
            }
            if (AttributeWords.isState(word) || isParticiple(word)) {
                return CaptionText.DETERMINERS.contains(token(at - 1));
            }
            if (AttributeWords.attribute(word).isPresent()) {
                return true;
            }
            WordNet.Uses uses = WordNet.shared().uses(word);
            boolean adjective = uses.other() > uses.noun() + uses.verb();
            boolean modifier = uses.canBeNoun()
                    && uses.noun() >= uses.verb()
                    && WordNet.shared().singular(word).equals(word);
            return adjective || modifier;
        }

        /** To the end of the clause, without the words that need another one after them. */
        private int end(Noun noun) {
            int limit = Math.min(tokens.size(), noun.end() + WORDS_AFTER);
            int end = noun.end();
            while (end < limit && !token(end).equals(CaptionText.STOP)) {
                end++;
            }
            boolean cut = end == limit && end < tokens.size();
            while (end > noun.end()
                    && (isClosed(token(end - 1))
                            || cut && AttributeWords.attribute(token(end - 1)).isPresent())) {
                end--;
            }
            return end;
        }

        /** What the thing does or is: the words straight after the noun, and after a later {@code and}. */
        private List<String> statesAfter(Noun noun, int end) {
            List<String> states = new ArrayList<>();
            int at = noun.end();
            boolean predicate = false;
            while (at < end
                    && (Set.of("is", "are", "that", "who", "which", "being", "was")
                                    .contains(token(at))
                            || token(at).endsWith("ly"))) {
                predicate = true;
                at++;
            }
            if (at < end && says(token(at), predicate)) {
                states.add(token(at));
                for (at++; at + 1 < end; at++) {
                    boolean joined = token(at).equals("and") || token(at).equals("while");
                    if (joined
                            && AttributeWords.isState(token(at + 1))
                            && token(at + 1).endsWith("ing")) {
                        states.add(token(at + 1));
                    }
                }
            }
            return states;
        }

        private boolean says(String word, boolean predicate) {
            return !isClosed(word)
                    && (predicate ? AttributeWords.attribute(word).isPresent() : AttributeWords.isState(word));
        }
    }
}
