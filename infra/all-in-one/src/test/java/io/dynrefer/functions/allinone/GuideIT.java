package io.dynrefer.functions.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recipe of {@code docs/guide.md} as somebody would type it, in a folder that has what the checkout has: with
 * {@code bash}, {@code java}, {@code python3} and {@code node}.
 */
@Tag("full")
class GuideIT {
    private static final Path REPOSITORY = PackagedServer.REPOSITORY;
    private static final String SERVER = "http://localhost:8080";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final int RECIPES = 11;
    private static final int MINUTES = 10;

    @TempDir
    Path folder;

    @TempDir
    Path logs;

    @Test
    void everyRecipe_works() throws Exception {
        String guide = Files.readString(REPOSITORY.resolve("docs/guide.md"));
        assertThat(Pattern.compile("(?m)^## \\d+\\. ").matcher(guide).results()).hasSize(RECIPES);
        prepare();
        try (PackagedServer server = PackagedServer.start(logs)) {
            List<String> ran = new ArrayList<>();
            BLOCK.matcher(guide).results().forEach(block -> {
                String language = block.group(1);
                String code = block.group(2).replace(SERVER, server.address());
                ran.add(language);
                run(language, code);
            });
            assertThat(ran).contains("console", "java", "python", "javascript").hasSizeGreaterThanOrEqualTo(RECIPES);
        }
        assertThat(folder.resolve("target/answers/drawn/giraffe.jpg.svg")).isNotEmptyFile();
        assertThat(folder.resolve("target/answers/failed.jsonl")).isEmptyFile();
        assertThat(folder.resolve("target/found.svg")).content().contains("1. ", "giraffe.jpg");
    }

    /** The checkout as the recipes see it; the command runs from this test's class path instead of being built. */
    private void prepare() throws IOException {
        for (String name : List.of("examples", "docs", "models")) {
            Files.createSymbolicLink(folder.resolve(name), REPOSITORY.resolve(name));
        }
        Files.createDirectories(folder.resolve("target"));
        Path command = folder.resolve("dynrefer");
        Files.writeString(command, """
                #!/usr/bin/env bash
                [ "$1" != serve ] || exit 0 # it runs already
                export DYNREFER_HOME='%s' DJL_OFFLINE=true OMP_WAIT_POLICY=PASSIVE
                exec '%s' -Djava.awt.headless=true -Ddynrefer.repository="$PWD" -cp '%s' io.dynrefer.cli.Main "$@"
                """.formatted(logs, java(), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void run(String language, String code) {
        switch (language) {
            case "console" -> {
                String commands = code.lines()
                        .filter(line -> line.startsWith("$ "))
                        .map(line -> line.substring(2))
                        .collect(Collectors.joining("\n"));
                assertThat(commands).as("commands in " + code).isNotEmpty();
                execute("bash", "-euo", "pipefail", "-c", commands);
            }
            case "java" -> {
                write("Ask.java", code);
                execute(java(), "-cp", System.getProperty("java.class.path"), "Ask.java");
            }
            case "python" -> {
                write("ask.py", code);
                execute("python3", "ask.py");
            }
            case "javascript" -> {
                write("ask.mjs", code);
                execute("npm", "install", "--no-audit", "--no-fund", "--no-save", "openai@7");
                execute("node", "ask.mjs");
            }
            default -> throw new AssertionError("nothing runs " + language);
        }
    }

    private void write(String name, String code) {
        try {
            Files.writeString(folder.resolve(name), code);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String... command) {
        Path log = logs.resolve("step.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("DJL_OFFLINE", "true");
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0)
                    .as(String.join(" ", command) + "\n" + Files.readString(log))
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
