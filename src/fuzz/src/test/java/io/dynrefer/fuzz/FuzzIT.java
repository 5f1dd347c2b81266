package io.dynrefer.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The long run: every target in a process of its own, one after the other, each so many seconds as the system property
 * {@code fuzz.seconds} says (60), with what earlier runs found kept in {@code target/fuzz}. Counts are printed.
 */
@Tag("full")
class FuzzIT {
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units:\\s+(\\d+)");
    private static final Path WORK = Path.of("target", "fuzz").toAbsolutePath();

    @Test
    void everyTarget_findsNothing() throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        List<String> findings = new ArrayList<>();
        for (String target : targets()) {
            Path folder = Files.createDirectories(WORK.resolve(target));
            Files.createDirectories(folder.resolve("corpus"));
            Path log = folder.resolve("log");
            int exit = process(target, folder, log).start().waitFor();
            counts.put(target, executed(Files.readString(log, UTF_8)));
            if (exit != 0) {
                findings.add(target + ": " + log);
            }
        }
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            say(count.getKey() + " " + count.getValue());
        }
        say("executions " + counts.values().stream().mapToLong(count -> count).sum());
        assertThat(findings).isEmpty();
        assertThat(counts.values()).allMatch(count -> count > 0);
    }

    private static ProcessBuilder process(String target, Path folder, Path log) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + target,
                "--instrumentation_includes=io.dynrefer.**:com.twelvemonkeys.**:net.razorvine.**"
                        + ":org.jboss.resteasy.reactive.server.core.multipart.**",
                "-max_total_time=" + Integer.getInteger("fuzz.seconds", 60),
                "-timeout=20",
                "-rss_limit_mb=2500",
                "-max_len=4096",
                "-print_final_stats=1",
                "corpus"));
        command.add(seeds(target).toString());
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
    }

    /** The targets of this module. */
    private static List<String> targets() throws IOException {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("FuzzTest.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .map(name -> name.replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static Path seeds(String target) throws Exception {
        String name = "/" + target.replace('.', '/') + "Inputs";
        URL inputs = Objects.requireNonNull(FuzzIT.class.getResource(name), name);
        try (Stream<Path> methods = Files.list(Path.of(inputs.toURI()))) {
            return methods.findFirst().orElseThrow();
        }
    }

    private static long executed(String log) {
        Matcher found = EXECUTED.matcher(log);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static void say(String line) throws IOException {
        System.out.write(("FuzzIT: " + line + "\n").getBytes(UTF_8));
    }
}
