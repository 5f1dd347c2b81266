package io.dynrefer.region;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be asked about a region. The order is the order of an answer. */
public enum Task {
    TAGS,
    CATEGORY,
    ATTRIBUTES,
    CAPTION;

    /** The task as it appears on the wire and on the command line, e.g. {@code tags}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The task with this wire name; an unknown one is a 400 that lists the known ones. */
    public static Task fromWireName(String name) {
        return Arrays.stream(values())
                .filter(task -> task.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> DynReferException.invalid(
                        "tasks",
                        "Unknown task '" + Quoted.of(name) + "'. Known tasks: "
                                + Arrays.stream(values()).map(Task::wireName).collect(Collectors.joining(", ")) + "."));
    }
}
