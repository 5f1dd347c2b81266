package io.dynrefer.cli;

import io.dynrefer.command.Display;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageCatalogue;
import io.dynrefer.data.packages.PackageClients;
import io.dynrefer.data.packages.PackageFetcher;
import io.dynrefer.data.packages.SourcePackage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches packages into the cache. */
@Command(
        name = "fetch",
        description = {
            "Fetch packages through apt-get, npm and pip, and verify their checksums. What is there already is not fetched "
                    + "again.",
        },
        footer = {"", "Example:", "  dynrefer data fetch sweethome3d-furniture"})
final class DataFetchCommand implements Callable<Integer> {
    private static final long MEBIBYTE = 1 << 20;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "<package>",
            description = "Names from the catalogue, as --list shows them (default: all).")
    private List<String> names = List.of();

    @Option(
            names = "--cache",
            paramLabel = "<folder>",
            description = "Where packages are kept (default: packages in $DYNREFER_HOME).")
    private @Nullable Path cache;

    @Option(names = "--list", description = "List the packages with their licences instead.")
    private boolean list;

    DataFetchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PackageCatalogue catalogue = PackageCatalogue.load();
        List<SourcePackage> wanted = names.isEmpty()
                ? catalogue.packages()
                : names.stream().map(catalogue::find).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            wanted.forEach(source -> out.printf(
                    "%s %s (%d MiB)%n  for %s%n  licence: %s%n",
                    source.name(),
                    source.version(),
                    (source.bytes() + MEBIBYTE - 1) / MEBIBYTE,
                    source.use(),
                    source.licence()));
        } else {
            PackageCache packages = new PackageCache(cache == null ? surroundings.packages() : cache, catalogue);
            wanted.forEach(source -> fetch(packages, source, out));
        }
        out.flush();
        return ExitCode.OK;
    }

    private void fetch(PackageCache packages, SourcePackage source, PrintWriter out) {
        PackageFetcher fetcher = new PackageFetcher(packages, PackageClients.DEFAULT);
        PrintWriter messages = spec.commandLine().getErr();
        String what = "Fetching " + source.name() + " " + source.version();
        PackageFetcher.Outcome outcome;
        try (Display display = Display.ofBytes(what, messages, surroundings)) {
            outcome = fetcher.fetch(source, display);
        }
        out.printf(
                "%s %s: %s, %s%n",
                source.name(),
                source.version(),
                outcome == PackageFetcher.Outcome.PRESENT ? "there already, verified" : "fetched and verified",
                packages.archive(source));
        out.flush();
    }
}
