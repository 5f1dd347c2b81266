package io.dynrefer.local.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Rehearsal <image> <java> <app folder>}: runs an application once and keeps what the Java runtime learned of
 * its classes, so that it starts faster from then on. The application's options name the file afterwards.
 *
 * <p>The runtime must be of the same build as this process's: an archive is good for one build only.
 */
public final class Rehearsal {
    private static final int AHEAD_OF_TIME = 25; // the first runtime that also keeps classes linked

    private Rehearsal() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length != 3) {
            System.err.println("usage: Rehearsal <image> <java> <app folder>");
            System.exit(2);
        }
        Path archive = rehearse(Image.of(words[0]), Path.of(words[1]), Path.of(words[2]));
        System.out.println(archive + ": " + (Files.size(archive) >> 20) + " MiB");
    }

    /** Rehearses an application that {@link ImageFiles} laid out, and returns the archive. */
    static Path rehearse(Image image, Path java, Path app) throws IOException, InterruptedException {
        boolean aheadOfTime = Runtime.version().feature() >= AHEAD_OF_TIME;
        Path archive = app.resolve(aheadOfTime ? "classes.aot" : "classes.jsa");
        String writing = (aheadOfTime ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
        String reading = (aheadOfTime ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
        try (TemporaryFolder folder = TemporaryFolder.make("rehearsal")) {
            String said = play(image, command(image, java, app, writing), folder.path());
            if (!Files.exists(archive)) {
                throw new IOException("The runtime wrote no archive:\n" + said);
            }
        }
        Files.writeString(app.resolve("options"), reading + "\n", StandardOpenOption.APPEND);
        return archive;
    }

    /** Runs a command, asks it for everything, ends it, and returns what it printed. */
    private static String play(Image image, List<String> command, Path folder)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        try (TrialSurroundings surroundings = TrialSurroundings.start(folder);
                Application application = Application.launch(command, surroundings.environment(), log)) {
            surroundings.ask(image, application);
            surroundings.askMore(image);
        }
        return Files.readString(log);
    }

    /** The command that runs an application. */
    static List<String> command(Image image, Path java, Path app, String... options) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(options));
        command.add("@" + app.resolve("options"));
        command.addAll(main(image));
        return command;
    }

    /** The main class and its arguments. */
    static List<String> main(Image image) {
        return image.isFunction()
                ? List.of(
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        "io.dynrefer.functions.aws.FunctionEntry::handleRequest")
                : List.of("io.quarkus.runner.GeneratedMain");
    }
}
