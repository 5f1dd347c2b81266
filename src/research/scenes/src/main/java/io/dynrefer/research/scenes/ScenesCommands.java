package io.dynrefer.research.scenes;

import io.dynrefer.command.AddedCommands;
import io.dynrefer.command.Surroundings;
import java.util.List;

/** {@code dynrefer data generate}. */
public final class ScenesCommands implements AddedCommands {
    @Override
    public String parent() {
        return "data";
    }

    @Override
    public List<Object> commands(Surroundings surroundings) {
        return List.of(new DataGenerateCommand(surroundings));
    }
}
