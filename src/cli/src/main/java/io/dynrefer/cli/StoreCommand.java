package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.upkeep.StoreUpkeep;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PrefixedBlobStore;
import io.dynrefer.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the object store: what it holds, how large it is, whether it is whole. */
@Command(
        name = "store",
        description = "Show what the object store holds, keep it small and whole, and forget a photo.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  dynrefer store show"})
final class StoreCommand {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([KMGT]?)B?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})\\s*([mhd])");
    private static final String UNITS = "KMGT";
    private static final int KILO = 1_000;

    private StoreCommand() {}

    /** The command with its subcommands. */
    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new StoreCommand())
                .addSubcommand(new Show(surroundings))
                .addSubcommand(new Prune(surroundings))
                .addSubcommand(new Check(surroundings))
                .addSubcommand(new Forget(surroundings));
    }

    /** What the subcommands have in common. */
    private abstract static class OnStore implements Callable<Integer> {
        private final Surroundings surroundings;

        @Spec
        private CommandSpec spec;

        @Mixin
        private StoreOptions store = new StoreOptions();

        OnStore(Surroundings surroundings) {
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

    @Command(
            name = "show",
            description = "Show how much of what the store holds.",
            footer = {"", "Example:", "  dynrefer store show"})
    private static final class Show extends OnStore {
        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int on(BlobStore opened) {
            List<StoreUpkeep.Kind> kinds = new StoreUpkeep(opened).show();
            print("%-16s %9s %10s  %-16s  %-16s", "kind", "objects", "size", "first used", "last used");
            for (StoreUpkeep.Kind kind : kinds) {
                print(
                        "%-16s %9d %10s  %-16s  %-16s",
                        kind.name(), kind.blobs(), size(kind.bytes()), minute(kind.oldest()), minute(kind.newest()));
            }
            print(
                    "%-16s %9d %10s",
                    "all",
                    kinds.stream().mapToLong(StoreUpkeep.Kind::blobs).sum(),
                    size(kinds.stream().mapToLong(StoreUpkeep.Kind::bytes).sum()));
            return ExitCode.OK;
        }

        private static String minute(Instant time) {
            return time.truncatedTo(ChronoUnit.MINUTES).toString();
        }
    }

    @Command(
            name = "prune",
            description = {
                "Remove what is old, or what makes the store too large: first what was not used for longest.",
                "What was made from photos is made again when it is asked for. Jobs go with their answers, and only once"
                        + " they have one."
            },
            footer = {"", "Example:", "  dynrefer store prune --older-than 30d --max-size 2GB"})
    private static final class Prune extends OnStore {
        @Option(
                names = "--older-than",
                paramLabel = "<age>",
                description = "Remove what was last used longer ago: 90m, 12h or 30d.")
        private @Nullable String age;

        @Option(
                names = "--max-size",
                paramLabel = "<size>",
                description =
                        "Remove as much as leaves this: 500MB or 2GB. What was used in the last ten minutes stays.")
        private @Nullable String maxSize;

        Prune(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int on(BlobStore opened) {
            if (age == null && maxSize == null) {
                throw DynReferException.invalid("--older-than", "Say what may go: --older-than, --max-size or both.");
            }
            Duration oldest = age == null ? null : age(age);
            Long most = maxSize == null ? null : bytes(maxSize);
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
            print("Removed %d objects of %s; %s left.", pruned.blobs(), size(pruned.bytes()), size(pruned.bytesLeft()));
        }
    }

    @Command(
            name = "check",
            description = "Read everything in the store; what is damaged is removed and will be made again.",
            footer = {"", "Example:", "  dynrefer store check"})
    private static final class Check extends OnStore {
        Check(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int on(BlobStore opened) {
            StoreUpkeep.Checked checked = new StoreUpkeep(opened).check();
            checked.damaged().forEach(key -> print("damaged, removed: %s", key));
            print(
                    "%d objects read, %d damaged.",
                    checked.blobs(), checked.damaged().size());
            return checked.damaged().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    @Command(
            name = "forget",
            description = {
                "Remove a photo and everything that was made from it, with the jobs about it.",
                "A job about several images keeps its other answers; work that is under way removes what it still puts."
            },
            footer = {"", "Example:", "  dynrefer store forget examples/cat.jpg"})
    private static final class Forget extends OnStore {
        @Parameters(paramLabel = "<photo>", description = "The photo's file, or the SHA-256 of its bytes.")
        private String photo = "";

        Forget(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int on(BlobStore opened) {
            ImageDigest image = image();
            forget("", opened, image);
            for (String tenant : StoreKeys.tenants(opened)) {
                forget("tenant " + tenant + ": ", new PrefixedBlobStore(opened, StoreKeys.tenant(tenant)), image);
            }
            return ExitCode.OK;
        }

        private void forget(String whose, BlobStore part, ImageDigest image) {
            Forgetting.Removal removal = new Forgetting(part).forget(image);
            removal.removed().forEach((kind, count) -> print("%-16s %d removed", kind, count));
            removal.jobs().forEach(job -> print("job %s was about it", job));
            int objects = removal.removed().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            print("%s%s: %d objects of %s removed.", whose, removal.image(), objects, size(removal.bytes()));
        }

        private ImageDigest image() {
            Path file = Path.of(photo);
            if (!Files.exists(file)) {
                return new ImageDigest(photo);
            }
            try {
                return ImageDigest.of(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new DynReferException(ErrorCode.NOT_FOUND, "<photo>", file + " cannot be read: " + e + ".", e);
            }
        }
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw DynReferException.invalid("--max-size", "--max-size is like 500MB or 2GB, not '" + text + "'.");
        }
        int power = size.group(2).isEmpty()
                ? 0
                : UNITS.indexOf(Character.toUpperCase(size.group(2).charAt(0))) + 1;
        return Math.multiplyExact(Long.parseLong(size.group(1)), (long) Math.pow(KILO, power));
    }

    private static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw DynReferException.invalid(
                    "--older-than", "--older-than is like 90m, 12h or 30d, not '" + text + "'.");
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String size(long bytes) {
        double rest = bytes;
        int power = 0;
        while (rest >= KILO && power < UNITS.length()) {
            rest /= KILO;
            power++;
        }
        return power == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %cB", rest, UNITS.charAt(power - 1));
    }
}
