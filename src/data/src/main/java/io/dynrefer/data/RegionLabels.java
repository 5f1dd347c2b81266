package io.dynrefer.data;

import io.dynrefer.region.Attribute;
import java.util.List;
import java.util.Objects;

/**
 * What is true of a region, besides its captions.
 *
 * @param category what it is; empty where it is not known
 * @param tags lower-case words for the thing, its properties and its surroundings
 * @param attributes true ones, in the form of {@link Attribute#parse}: {@code color:red}, or a bare word
 * @param negativeAttributes ones known to be false; what is in neither list is unknown
 * @param phrases short true texts for the contrastive loss, e.g. {@code the red color}
 * @param slots the words a right caption should contain
 */
public record RegionLabels(
        String category,
        List<String> tags,
        List<String> attributes,
        List<String> negativeAttributes,
        List<String> phrases,
        CaptionSlots slots) {
    /** Nothing is known. */
    public static final RegionLabels NONE =
            new RegionLabels("", List.of(), List.of(), List.of(), List.of(), CaptionSlots.NONE);

    public RegionLabels {
        tags = List.copyOf(tags);
        attributes = List.copyOf(attributes);
        negativeAttributes = List.copyOf(negativeAttributes);
        phrases = List.copyOf(phrases);
        attributes.forEach(name -> Objects.requireNonNull(Attribute.parse(name)));
        negativeAttributes.forEach(name -> Objects.requireNonNull(Attribute.parse(name)));
    }
}
