package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import java.util.Arrays;
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

    /** The split with this wire name; another is a 400 about {@code field}, what named it. */
    public static Split fromWireName(String field, String name) {
        return Arrays.stream(values())
                .filter(split -> split.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        DynReferException.invalid(field, field + " takes train, val or test, not '" + name + "'."));
    }

    /** The annotation file of this split, e.g. {@code train.json}. */
    public String fileName() {
        return wireName() + ".json";
    }
}
