package io.dynrefer.research.scenes.rooms.scene;

import java.util.List;
import java.util.Set;

/**
 * A kind of thing, named by a simple English noun.
 *
 * @param word the noun
 * @param plural its plural
 * @param roles where it may be found
 * @param traits what may be done with it
 * @param hypernyms more general nouns, for tags
 * @param catalogueNames what the furniture catalogues call it
 */
public record Category(
        String word,
        String plural,
        Set<Role> roles,
        Set<Trait> traits,
        List<String> hypernyms,
        List<String> catalogueNames) {
    public Category {
        roles = Set.copyOf(roles);
        traits = Set.copyOf(traits);
        hypernyms = List.copyOf(hypernyms);
        catalogueNames = List.copyOf(catalogueNames);
    }

    /** Whether it never occurs in training. */
    public boolean novel() {
        return traits.contains(Trait.NOVEL);
    }
}
