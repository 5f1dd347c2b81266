package io.dynrefer.data.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How much of a source an import left out, by reason. Not thread-safe. */
public final class LeftOut {
    /** Why something was left out. */
    public enum Reason {
        /** A box around many things at once. */
        CROWDS,
        /** A box whose category the file does not name. */
        BOXES_OF_UNKNOWN_CATEGORY,
        /** A box with a side under the least one. */
        BOXES_TOO_SMALL,
        /** A box outside its image. */
        BOXES_OUTSIDE_THE_IMAGE,
        /** A training box beyond the most of its category. */
        BOXES_OVER_THE_CAP,
        /** An image that is in no split. */
        IMAGES_IN_NO_SPLIT,
        /** An image whose file is missing. */
        IMAGES_WITHOUT_A_FILE,
        /** An image that cannot be read. */
        IMAGES_UNREADABLE,
        /** A training or validation image that is nearly the same as one of a later split. */
        IMAGES_NEAR_COPIES,
        /** An image of which no region is left. */
        IMAGES_WITHOUT_A_REGION,
        /** A caption of an image that is not there. */
        CAPTIONS_OF_NO_IMAGE,
        /** A caption of a region of an image that is not there. */
        REGION_CAPTIONS_OF_NO_IMAGE,
        /** Labels of an image that is not there. */
        LABELS_OF_NO_IMAGE,
        /** An image in no folder that names its class. */
        IMAGES_WITHOUT_A_CLASS,
        /** A label whose numbers or words are not what the form wants. */
        LABELS_UNREADABLE,
        /** A box that says nothing of what it shows. */
        BOXES_WITHOUT_A_CATEGORY,
        /** A shape that is no region: a line, a point, a painted mask. */
        SHAPES_THAT_ARE_NO_REGION,
        /** An annotation that its annotator took back. */
        ANNOTATIONS_CANCELLED,
        /** Labels of a photo that was imported before with others; remove the data set to read them anew. */
        LABELS_CHANGED_SINCE_THEIR_IMPORT,
        /** What other annotators said of a photo that one has labelled. */
        ANNOTATIONS_BEYOND_THE_FIRST,
        /** A file of labels that cannot be read. */
        FILES_UNREADABLE;

        /** In words, e.g. {@code boxes too small}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How many notes are kept of each reason; beyond them only the count grows. */
    private static final int MOST_NOTES = 1000;

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, List<String>> notes = new EnumMap<>(Reason.class);

    /** @param where names the file and the place in it */
    void add(Reason reason, String where) {
        add(reason, 1);
        List<String> ofReason = notes.computeIfAbsent(reason, key -> new ArrayList<>());
        if (ofReason.size() < MOST_NOTES) {
            ofReason.add(where);
        }
    }

    void add(Reason reason, int number) {
        if (number > 0) {
            counts.merge(reason, number, Integer::sum);
        }
    }

    /** The counts that are not 0, in the order of the reasons. */
    public Map<Reason, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** What was left out, by file and place: the first {@value #MOST_NOTES} of each reason. */
    public Map<Reason, List<String>> notes() {
        return Collections.unmodifiableMap(notes);
    }

    /** The same by the reasons' words. */
    Map<String, List<String>> notesByWords() {
        Map<String, List<String>> words = new TreeMap<>();
        notes.forEach((reason, of) -> words.put(reason.words(), List.copyOf(of)));
        return words;
    }

    /** The counts by the reasons' words. */
    Map<String, Integer> byWords() {
        Map<String, Integer> words = new TreeMap<>();
        counts.forEach((reason, count) -> words.put(reason.words(), count));
        return words;
    }
}
