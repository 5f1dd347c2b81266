package io.dynrefer.data;

import java.util.List;

/**
 * The words that a right caption of a region should contain, by what they are about.
 *
 * @param attributes words for the region's own properties, e.g. {@code red, wooden}
 * @param object the word for the thing itself; empty where it is not known
 * @param context words for what is around it, e.g. {@code table}
 */
public record CaptionSlots(List<String> attributes, String object, List<String> context) {
    /** Nothing is known. */
    public static final CaptionSlots NONE = new CaptionSlots(List.of(), "", List.of());

    public CaptionSlots {
        attributes = List.copyOf(attributes);
        context = List.copyOf(context);
    }
}
