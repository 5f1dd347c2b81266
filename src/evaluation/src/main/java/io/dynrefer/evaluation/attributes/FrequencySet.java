package io.dynrefer.evaluation.attributes;

import io.dynrefer.region.DynReferException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How often an attribute occurs in OVAD's annotations. */
public enum FrequencySet {
    HEAD,
    MEDIUM,
    TAIL;

    /** The name in OVAD's file: {@code head}, {@code medium} or {@code tail}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The set with this name in OVAD's file; any other name is an error. */
    public static FrequencySet of(String wireName) {
        return Arrays.stream(values())
                .filter(set -> set.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> DynReferException.invalid(
                        "attributes.freq_set",
                        "'" + wireName + "' is no frequency set; use one of "
                                + Arrays.stream(values())
                                        .map(FrequencySet::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
