package io.dynrefer.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words that steer a caption.
 *
 * @param words in the order given to the model: the caller's own, or what is predicted
 * @param name what the thing is called, as the caption has to say too; null: the caption calls it as it likes
 */
public record ControlWords(List<String> words, @Nullable String name) {
    /** No steering: the prompt is {@code |} alone. */
    public static final ControlWords NONE = new ControlWords(List.of());

    public ControlWords {
        words = List.copyOf(words);
    }

    /** Words of which none has to be said. */
    public ControlWords(List<String> words) {
        this(words, null);
    }

    /** The prompt: words joined by {@code ,} and closed by {@code |}. */
    public String prompt() {
        return String.join(",", words) + "|";
    }
}
