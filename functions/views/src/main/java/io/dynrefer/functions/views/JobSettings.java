package io.dynrefer.functions.views;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the functions of jobs need to know: {@code dynrefer.*}. The function {@code views} is told with each call. */
@ConfigMapping(prefix = "dynrefer")
public interface JobSettings {
    /** The model card of the weights that answer: the file {@code model.json}, or its content. */
    Optional<String> modelCard();
}
