package io.dynrefer.research.ways;

import io.dynrefer.command.AddedCommands;
import io.dynrefer.command.Surroundings;
import java.util.List;

/** {@code dynrefer evaluate claim} and {@code sweep}. */
public final class WaysCommands implements AddedCommands {
    @Override
    public String parent() {
        return "evaluate";
    }

    @Override
    public List<Object> commands(Surroundings surroundings) {
        return List.of(new EvaluateClaimCommand(surroundings), new EvaluateSweepCommand(surroundings));
    }
}
