package io.dynrefer.local.images;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code ColdStart [starts] [repository]}: how long {@code views} and {@code gateway} take from the start of the
 * process to the first answer, as they are packaged and as their images start them, alternating, with the ratio of the
 * medians.
 *
 * <p>Both run on this process's Java runtime with the same options of size and compiler. A third row of {@code views}
 * is the first call of a process that has been waiting, as after a restored snapshot, without and with priming.
 */
public final class ColdStart {
    private static final int STARTS = 20;

    private final Path repository;
    private final Path work;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final PrintStream out;

    private ColdStart(Path repository, Path work, PrintStream out) {
        this.repository = repository;
        this.work = work;
        this.out = out;
    }

    /** A way to start: its command, and whether the first call is timed alone, once the process is ready. */
    private record Way(
            String name, Image image, List<String> command, Map<String, String> variables, boolean onceReady) {}

    public static void main(String[] words) throws IOException, InterruptedException {
        int starts = words.length > 0 ? Integer.parseInt(words[0]) : STARTS;
        Path repository = Path.of(words.length > 1 ? words[1] : "");
        try (TemporaryFolder folder = TemporaryFolder.make("cold-start")) {
            new ColdStart(repository.toAbsolutePath(), folder.path(), System.out).run(starts);
        }
    }

    private void run(int starts) throws IOException, InterruptedException {
        out.printf(
                "Java %s, %d processors, load %.2f%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), load());
        compare(starts, packaged(Image.VIEWS), rehearsed(Image.VIEWS));
        compare(starts, packaged(Image.GATEWAY), rehearsed(Image.GATEWAY));
        compare(starts, waiting("on-demand"), waiting("snap-start"));
        out.printf("load afterwards %.2f%n", load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The package as it is built: what Lambda unpacks, or quarkus-run.jar. */
    private Way packaged(Image image) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "--enable-native-access=ALL-UNNAMED"));
        if (image.isFunction()) {
            Path client = layOut(image, "client");
            Path unpacked = work.resolve("unpacked");
            if (!Files.exists(unpacked)) {
                Jars.unpack(repository.resolve(image.packaged()), unpacked);
            }
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=60"));
            command.add("-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                    + client.resolve("native/libaws-lambda-jni.linux-x86_64.so"));
            String classPath = unpacked + ":" + unpacked.resolve("lib") + "/*:"
                    + LayOut.furtherJars(image, repository).stream()
                            .map(Path::toString)
                            .collect(Collectors.joining(":"));
            command.addAll(List.of("-cp", classPath));
            command.addAll(Rehearsal.main(image));
        } else {
            command.addAll(List.of("-XX:MaxRAMPercentage=60", "-jar"));
            command.add(repository
                    .resolve(image.packaged())
                    .resolve("quarkus-run.jar")
                    .toString());
        }
        return new Way(image.imageName() + ", as packaged", image, command, Map.of(), false);
    }

    private Way rehearsed(Image image) throws IOException, InterruptedException {
        Path app = layOut(image, "image").resolve("app");
        Path archive = Rehearsal.rehearse(image, java, app);
        out.printf(Locale.ROOT, "%s: archive of %d MiB%n", image.imageName(), Files.size(archive) >> 20);
        return new Way(
                image.imageName() + ", as in its image", image, Rehearsal.command(image, java, app), Map.of(), false);
    }

    private Way waiting(String initialization) throws IOException {
        Way packaged = packaged(Image.VIEWS);
        return new Way(
                "views, first call, initialised for " + initialization,
                Image.VIEWS,
                packaged.command(),
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initialization),
                true);
    }

    private Path layOut(Image image, String name) throws IOException {
        Path folder = work.resolve(image.imageName() + "-" + name);
        if (!Files.exists(folder)) {
            LayOut.write(
                    image,
                    repository,
                    folder,
                    folder.resolve("app").toString(),
                    folder.resolve("native").toString());
        }
        return folder;
    }

    /** Starts both ways in turn, once each for warming the page cache and then as often as asked. */
    private void compare(int starts, Way without, Way with) throws IOException, InterruptedException {
        List<Double> millisWithout = new ArrayList<>();
        List<Double> millisWith = new ArrayList<>();
        time(without);
        time(with);
        for (int i = 0; i < starts; i++) {
            millisWithout.add(time(without));
            millisWith.add(time(with));
        }
        Percentiles before = new Percentiles(millisWithout);
        Percentiles after = new Percentiles(millisWith);
        print(without, before, 1);
        print(with, after, after.at(50) / before.at(50));
    }

    private void print(Way way, Percentiles times, double ratio) {
        out.printf(
                Locale.ROOT,
                "| %-48s | p50 %5.0f ms | p90 %5.0f ms | ratio %.2f |%n",
                way.name(),
                times.at(50),
                times.at(90),
                ratio);
    }

    private double time(Way way) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "start");
        try (TrialSurroundings surroundings = TrialSurroundings.start(folder)) {
            Map<String, String> variables = new HashMap<>(surroundings.environment());
            variables.putAll(way.variables());
            long begin = System.nanoTime();
            try (Application application = Application.launch(way.command(), variables, folder.resolve("log"))) {
                if (way.onceReady()) {
                    surroundings.awaitReady();
                    begin = System.nanoTime();
                }
                surroundings.ask(way.image(), application);
                return (System.nanoTime() - begin) / 1e6;
            }
        }
    }
}
