package io.dynrefer.data;

import java.util.Locale;

/** The part of a data set that a scene belongs to; no model, photo or drawing is in two of them. */
public enum Split {
    TRAIN,
    VAL,
    TEST;

    /** The name in {@code dataset.json} and on the command line: {@code train}, {@code val}, {@code test}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The annotation file of this split, e.g. {@code train.json}. */
    public String fileName() {
        return wireName() + ".json";
    }
}
