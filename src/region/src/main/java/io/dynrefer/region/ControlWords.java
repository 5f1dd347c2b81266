package io.dynrefer.region;

import java.util.List;

/** Words that steer a caption, in the order given to the model: the caller's own, or what is predicted. */
public record ControlWords(List<String> words) {
    /** No steering: the prompt is {@code |} alone. */
    public static final ControlWords NONE = new ControlWords(List.of());

    public ControlWords {
        words = List.copyOf(words);
    }

    /** The prompt: words joined by {@code ,} and closed by {@code |}. */
    public String prompt() {
        return String.join(",", words) + "|";
    }
}
