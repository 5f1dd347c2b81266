package io.dynrefer.data.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.language.WordNet.Synset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensesTest {
    private final WordNet words = WordNet.shared();

    @Test
    void singular_regularIrregularAndCompound() {
        assertThat(words.singular("buses")).isEqualTo("bus");
        assertThat(words.singular("knives")).isEqualTo("knife");
        assertThat(words.singular("wine glasses")).isEqualTo("wine glass");
        assertThat(words.singular("dress")).isEqualTo("dress");
    }

    @Test
    void senses_usualOneFirstWithSynonyms() {
        Synset dog = words.senses("dogs").get(0);

        assertThat(dog.words()).startsWith("dog", "domestic dog");
        assertThat(words.synset(dog.offset())).isEqualTo(dog);
        assertThat(words.allBroader(dog).stream().map(sense -> sense.words().get(0)))
                .contains("canine", "mammal", "animal");
        assertThat(words.senses("not a word")).isEmpty();
    }

    @Test
    void of_everyListedName_hasASenseOfItsKind() {
        Senses.listedKinds()
                .forEach((name, kind) -> assertThat(Senses.of(name))
                        .as(name)
                        .hasValueSatisfying(sense -> assertThat(sense.words().contains(kind)
                                        || words.allBroader(sense).stream()
                                                .anyMatch(broader ->
                                                        broader.words().contains(kind)))
                                .as(name + " is a " + kind)
                                .isTrue()));
    }

    @Test
    void broaderTerms_thoseThatPeopleSay() {
        assertThat(Senses.broaderTerms("banana")).isEqualTo(List.of("fruit", "food"));
        assertThat(Senses.broaderTerms("hawksbill turtle")).contains("turtle", "reptile", "animal");
        assertThat(Senses.broaderTerms("oatly oat milk")).contains("beverage");
    }
}
