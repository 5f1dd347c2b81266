package io.dynrefer.data;

import java.util.List;

/**
 * What a generator says about the data set it makes.
 *
 * @param name of the data set, e.g. {@code rooms}
 * @param description one or two sentences for people
 * @param revision raised whenever the same seed gives other bytes than before
 * @param seed what everything is drawn from
 * @param categories those of training, in a fixed order
 * @param novelCategories those that never occur in training; may be empty
 * @param attributes the attribute vocabulary, {@code color:red} or a bare word, in a fixed order
 * @param credits sources and licences, one line each
 */
public record GeneratorCard(
        String name,
        String description,
        int revision,
        long seed,
        List<String> categories,
        List<String> novelCategories,
        List<String> attributes,
        List<String> credits) {
    public GeneratorCard {
        categories = List.copyOf(categories);
        novelCategories = List.copyOf(novelCategories);
        attributes = List.copyOf(attributes);
        credits = List.copyOf(credits);
    }
}
