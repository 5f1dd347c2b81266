package io.dynrefer.research.parity;

import io.dynrefer.command.AddedCommands;
import io.dynrefer.command.Surroundings;
import java.util.List;

/** {@code dynrefer check-parity}. */
public final class ParityCommands implements AddedCommands {
    @Override
    public String parent() {
        return "";
    }

    @Override
    public List<Object> commands(Surroundings surroundings) {
        return List.of(new CheckParityCommand());
    }
}
