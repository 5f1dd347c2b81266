package io.dynrefer.data.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.language.PhraseFinder.Phrase;
import io.dynrefer.data.language.PhraseFinder.Thing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhraseFinderTest {
    private static final List<String> CLASSES = List.of(
            "person",
            "bus",
            "dog",
            "hot dog",
            "train",
            "horse",
            "banana",
            "orange",
            "cat",
            "wine glass",
            "cup",
            "bench");

    private final PhraseFinder finder = new PhraseFinder(CLASSES);

    private Map<Integer, List<Phrase>> find(String caption, Thing... things) {
        return finder.find(List.of(things), List.of(caption));
    }

    private Phrase only(String caption, String category) {
        Map<Integer, List<Phrase>> found = find(caption, new Thing(category, 1));
        assertThat(found).containsOnlyKeys(0);
        List<Phrase> phrases = found.getOrDefault(0, List.of());
        assertThat(phrases).hasSize(1);
        return phrases.get(0);
    }

    @Test
    void find_wordsBeforeAndAfter_phraseWithAttributes() {
        Phrase phrase = only("There is a large red bus parked on the street.", "bus");

        assertThat(phrase.text()).isEqualTo("a large red bus parked on the street");
        assertThat(phrase.attributes()).containsExactly("size:large", "color:red", "state:parked");
        assertThat(phrase.shortTexts()).containsExactly("a large red bus", "a bus parked");
    }

    @Test
    void find_noArticle_oneIsPutIn() {
        assertThat(only("Man riding a wave", "person").text()).isEqualTo("a man riding a wave");
        assertThat(only("A old bus", "bus").text()).isEqualTo("an old bus");
    }

    @Test
    void find_colorsJoinedByAnd_bothAreAttributes() {
        assertThat(only("a black and white dog lying on a bed", "dog").attributes())
                .containsExactly("color:black", "color:white", "state:lying");
    }

    @Test
    void find_secondVerbAfterAnd_isAStateToo() {
        assertThat(only("a woman is sitting on a bench and holding a phone", "person")
                        .attributes())
                .containsExactly("state:sitting", "state:holding");
    }

    @Test
    void find_colorOfAPerson_isNoAttribute() {
        assertThat(only("a white man standing", "person").attributes()).containsExactly("state:standing");
    }

    @Test
    void find_verbBeforeTheNoun_staysOutside() {
        assertThat(only("a man riding horse in a field", "horse").text()).isEqualTo("a horse in a field");
    }

    @Test
    void find_longClause_atMostTwelveWordsAfterAndNoLooseEnd() {
        String caption = "a dog on a big old bed in the corner of the room near the window";

        assertThat(only(caption, "dog").text()).isEqualTo("a dog on a big old bed in the corner of the room");
        assertThat(only("a dog on the bed with a", "dog").text()).isEqualTo("a dog on the bed");
        assertThat(only("a dog on the bed, next to a man", "dog").text()).isEqualTo("a dog on the bed");
    }

    @Test
    void find_partOfACompound_isNotTheThing() {
        assertThat(find("people at a train station", new Thing("train", 1))).isEmpty();
        assertThat(find("a hot dog with mustard", new Thing("dog", 1))).isEmpty();
        assertThat(find("an orange and white cat", new Thing("orange", 1))).isEmpty();
    }

    @Test
    void find_severalOfTheClass_onlyOneTwiceAsLargeIsMeant() {
        assertThat(find("a dog on grass", new Thing("dog", 10), new Thing("dog", 25)))
                .containsOnlyKeys(1);
        assertThat(find("a dog on grass", new Thing("dog", 10), new Thing("dog", 15)))
                .isEmpty();
    }

    @Test
    void find_plural_onlyAThingAloneOfItsClassAndNoPerson() {
        assertThat(find("a bunch of ripe bananas", new Thing("banana", 1))).containsOnlyKeys(0);
        assertThat(find("ripe bananas on a table", new Thing("banana", 9), new Thing("banana", 1)))
                .isEmpty();
        assertThat(find("two men on horses", new Thing("person", 1))).isEmpty();
    }

    @Test
    void find_twoNounsOfAClass_onlyTheFirst() {
        assertThat(only("a woman holding a baby", "person").text()).isEqualTo("a woman holding a baby");
    }

    @Test
    void find_wordOfTwoClassesInThePhoto_meansNeither() {
        assertThat(find("a glass on a table", new Thing("cup", 1), new Thing("wine glass", 1)))
                .isEmpty();
        assertThat(find("a glass on a table", new Thing("dog", 1), new Thing("wine glass", 1)))
                .containsOnlyKeys(1);
    }
}
