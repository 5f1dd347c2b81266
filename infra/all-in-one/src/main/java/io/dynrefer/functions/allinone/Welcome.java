package io.dynrefer.functions.allinone;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Says, once the server listens, how to ask it something. */
@Singleton
final class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);
    private static final String PHOTO = "coffee.jpg";
    private static final String REQUEST = "{\"regions\": [{\"bbox\": [170, 17, 240, 292]}]}";

    private final Path examples;

    Welcome(AllInOneSettings settings) {
        this.examples = settings.examples();
    }

    void started(@ObservesAsync HttpServerStart server) {
        LOG.info(text("http://localhost:" + server.options().getPort(), examples));
    }

    /** The message: a command that works as it stands. */
    static String text(String address, Path examples) {
        Path photo = examples.resolve(PHOTO).toAbsolutePath().normalize();
        String command = Files.exists(photo)
                ? "curl -s " + address + "/v1/refer -F 'image=@" + photo + "' -F 'request=" + REQUEST + "'"
                : "curl -s " + address + "/v1/tasks";
        return "Ready. API description: " + address + "/q/swagger-ui\nTry:\n\n    " + command + "\n";
    }
}
