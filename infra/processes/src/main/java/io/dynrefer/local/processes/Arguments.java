package io.dynrefer.local.processes;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The command line: options and their values. */
final class Arguments {
    static final String USAGE = """
        Runs DynRefer on this machine, every function a process of its own, until Ctrl-C.

          --weights <folder>     the weights (required)
          --work <folder>        the S3 server's objects and unpacked functions (default .dynrefer/processes)
          --repository <folder>  the built checkout (default: this folder)
          --port <n>             the API's port (default 8080; 0: any free one)
          --encode-port <n>, --s3-port <n>, --sqs-port <n>, --lambda-port <n>
                                 the other servers' ports (default 0)
          --heap <megabytes>     the Java heap's limit of each process (default 1024)
        """;

    /** Functions that a crash interrupts are repeated after this time; longer than any of them takes. */
    private static final Duration VISIBILITY = Duration.ofMinutes(3);

    private static final Map<String, String> DEFAULTS = Map.of(
            "--work", ".dynrefer/processes",
            "--repository", "",
            "--port", "8080",
            "--encode-port", "0",
            "--s3-port", "0",
            "--sqs-port", "0",
            "--lambda-port", "0",
            "--heap", "1024");

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    static Machine.Settings parse(String... words) throws FileNotFoundException {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        for (int i = 0; i < words.length; i += 2) {
            if (!DEFAULTS.containsKey(words[i]) && !words[i].equals("--weights")) {
                throw new IllegalArgumentException("There is no option '" + words[i] + "'.");
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " needs a value.");
            }
            values.put(words[i], words[i + 1]);
        }
        return new Arguments(values).settings();
    }

    private Machine.Settings settings() throws FileNotFoundException {
        Ports ports = new Ports(
                port("--port"), port("--encode-port"), port("--s3-port"), port("--sqs-port"), port("--lambda-port"));
        return new Machine.Settings(
                FunctionPackages.of(path("--repository")),
                path("--weights"),
                path("--work"),
                ports,
                number("--heap", 64, 1 << 20),
                VISIBILITY,
                Map.of());
    }

    private Path path(String option) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing.");
        }
        return Path.of(value).toAbsolutePath();
    }

    private int port(String option) {
        return number(option, 0, 65_535);
    }

    private int number(String option, int least, int most) {
        String value = String.valueOf(values.get(option));
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a whole number, not '" + value + "'.", e);
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(option + " is " + least + " to " + most + ", not " + number + ".");
        }
        return number;
    }
}
