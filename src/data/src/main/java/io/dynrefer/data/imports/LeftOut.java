package io.dynrefer.data.imports;

import java.util.Collections;
import java.util.EnumMap;
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
        REGION_CAPTIONS_OF_NO_IMAGE;

        /** In words, e.g. {@code boxes too small}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);

    void add(Reason reason) {
        add(reason, 1);
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

    /** The same by the reasons' words. */
    Map<String, Integer> byWords() {
        Map<String, Integer> words = new TreeMap<>();
        counts.forEach((reason, count) -> words.put(reason.words(), count));
        return words;
    }
}
