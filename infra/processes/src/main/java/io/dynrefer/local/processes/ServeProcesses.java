package io.dynrefer.local.processes;

import io.dynrefer.local.Parent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code java -jar dynrefer-processes.jar --weights <folder>}. */
public final class ServeProcesses {
    private static final int USAGE_ERROR = 2;
    private static final int FAILED = 1;

    private ServeProcesses() {}

    public static void main(String[] words) throws InterruptedException {
        Parent.endWithIt();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (List.of(words).contains("--help")) {
            out.print(Arguments.USAGE);
            return;
        }
        try {
            run(Arguments.parse(words), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(Arguments.USAGE);
            System.exit(USAGE_ERROR);
        } catch (IOException e) {
            out.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Machine.Settings settings, PrintStream out) throws IOException, InterruptedException {
        Machine machine = new Machine(settings, out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(machine::close));
        machine.start();
        String address = machine.address().toString();
        out.println("Uploads: put uploads/<id>/image.jpg and uploads/<id>/request.json into "
                + machine.cloud().bucket() + " (keys local, local-secret)");
        out.println("Ready: " + address + " (API description: " + address + "/q/swagger-ui). Ctrl-C stops.");
        out.println("Try:   curl -s " + address + "/v1/refer -F image=@examples/coffee.jpg"
                + " -F 'request={\"regions\": [{\"bbox\": [170, 17, 240, 292]}]}'");
        new CountDownLatch(1).await();
    }
}
