package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.referring.upkeep.StoreUpkeep;
import io.dynrefer.store.BlobStore;
import picocli.CommandLine.Command;

/** Reads everything in the store and removes what is damaged. */
@Command(
        name = "check",
        description = "Read everything in the store; what is damaged is removed and will be made again.",
        footer = {"", "Example:", "  dynrefer store check"})
final class StoreCheckCommand extends StoreSubcommand {
    StoreCheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int on(BlobStore opened) {
        StoreUpkeep.Checked checked = new StoreUpkeep(opened).check();
        checked.damaged().forEach(key -> print("damaged, removed: %s", key));
        print("%d objects read, %d damaged.", checked.blobs(), checked.damaged().size());
        return checked.damaged().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
