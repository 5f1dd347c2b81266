package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.referring.upkeep.StoreUpkeep;
import io.dynrefer.store.BlobStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows how much of what the store holds. */
@Command(
        name = "show",
        description = "StoreShowCommand how much of what the store holds.",
        footer = {"", "Example:", "  dynrefer store show"})
final class StoreShowCommand extends StoreSubcommand {
    StoreShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int on(BlobStore opened) {
        List<StoreUpkeep.Kind> kinds = new StoreUpkeep(opened).show();
        print("%-16s %9s %10s  %-16s  %-16s", "kind", "objects", "size", "first used", "last used");
        for (StoreUpkeep.Kind kind : kinds) {
            print(
                    "%-16s %9d %10s  %-16s  %-16s",
                    kind.name(),
                    kind.blobs(),
                    StoreQuantities.size(kind.bytes()),
                    minute(kind.oldest()),
                    minute(kind.newest()));
        }
        print(
                "%-16s %9d %10s",
                "all",
                kinds.stream().mapToLong(StoreUpkeep.Kind::blobs).sum(),
                StoreQuantities.size(
                        kinds.stream().mapToLong(StoreUpkeep.Kind::bytes).sum()));
        return ExitCode.OK;
    }

    private static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
