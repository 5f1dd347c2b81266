package io.dynrefer.cli;

import io.dynrefer.command.Surroundings;
import io.dynrefer.store.BlobStore;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the subcommands of {@code dynrefer store} have in common. */
abstract class StoreSubcommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store = new StoreOptions();

    StoreSubcommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() {
        return store.with(surroundings, this::on);
    }

    /** Does the work; returns the exit code. */
    abstract int on(BlobStore opened);

    final void print(String format, Object... values) {
        spec.commandLine().getOut().printf(Locale.ROOT, format + "%n", values);
        spec.commandLine().getOut().flush();
    }
}
