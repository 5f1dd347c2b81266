package io.dynrefer.cli;

import io.dynrefer.model.weights.Preset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sizes the caller names: a preset that comes with the program, or a JSON file of one.
 *
 * @param name as the model card gives it; a file's name without its extension
 */
record PresetChoice(String name, Preset preset) {
    private static final String EXTENSION = ".json";

    /** What {@code text} names; anything else is a 400 that lists the presets. */
    static PresetChoice of(String text) {
        if (!Preset.NAMES.contains(text) && text.endsWith(EXTENSION) && Files.exists(Path.of(text))) {
            String file = String.valueOf(Path.of(text).getFileName());
            return new PresetChoice(file.substring(0, file.length() - EXTENSION.length()), Preset.read(Path.of(text)));
        }
        return new PresetChoice(text, Preset.named(text));
    }
}
