package io.dynrefer.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function for tests: does what the event, a JSON text, says. */
public final class ProbeHandler implements RequestStreamHandler {
    public ProbeHandler() {
        if ("true".equals(System.getenv("PROBE_CANNOT_START"))) {
            throw new IllegalStateException("told not to start");
        }
        System.out.println("probe is up");
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        String told = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        switch (told) {
            case "\"fail\"" -> throw new IllegalStateException("told to fail");
            case "\"hang\"" -> hang();
            case "\"exit\"" -> Runtime.getRuntime().halt(7);
            default -> {
                String answer =
                        "{\"event\":" + told + ",\"function\":\"" + context.getFunctionName() + "\",\"export\":\""
                                + System.getenv("QUARKUS_FUNQY_EXPORT") + "\",\"pid\":"
                                + ProcessHandle.current().pid() + "}";
                response.write(answer.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** As native code does that minds no interrupt, and with a thread that keeps the process. */
    private static void hang() {
        new Thread(ProbeHandler::forEver).start();
        forEver();
    }

    private static void forEver() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                System.out.println("goes on");
            }
        }
    }
}
