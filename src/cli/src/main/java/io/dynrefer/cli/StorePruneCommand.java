package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.referring.upkeep.StoreUpkeep;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.BlobStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what is old, or what makes the store too large. */
@Command(
        name = "prune",
        description = {
            "Remove what is old, or what makes the store too large: first what was not used for longest.",
            "What was made from photos is made again when it is asked for. Jobs go with their answers, and only once"
                    + " they have one."
        },
        footer = {"", "Example:", "  dynrefer store prune --older-than 30d --max-size 2GB"})
final class StorePruneCommand extends StoreSubcommand {
    @Option(
            names = "--older-than",
            paramLabel = "<age>",
            description = "Remove what was last used longer ago: 90m, 12h or 30d.")
    private @Nullable String age;

    @Option(
            names = "--max-size",
            paramLabel = "<size>",
            description = "Remove as much as leaves this: 500MB or 2GB. What was used in the last ten minutes stays.")
    private @Nullable String maxSize;

    StorePruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int on(BlobStore opened) {
        if (age == null && maxSize == null) {
            throw DynReferException.invalid("--older-than", "Say what may go: --older-than, --max-size or both.");
        }
        Duration oldest = age == null ? null : StoreQuantities.age(age);
        Long most = maxSize == null ? null : StoreQuantities.bytes(maxSize);
        StoreUpkeep upkeep = new StoreUpkeep(opened);
        if (oldest != null) {
            report(upkeep.pruneOlder(Instant.now().minus(oldest)));
        }
        if (most != null) {
            report(upkeep.pruneTo(most));
        }
        return ExitCode.OK;
    }

    private void report(StoreUpkeep.Pruned pruned) {
        print(
                "Removed %d objects of %s; %s left.",
                pruned.blobs(), StoreQuantities.size(pruned.bytes()), StoreQuantities.size(pruned.bytesLeft()));
    }
}
