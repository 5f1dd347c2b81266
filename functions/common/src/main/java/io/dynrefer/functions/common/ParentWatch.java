package io.dynrefer.functions.common;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends this process when the one that started it is gone, however that ended; only where the variable
 * {@code DYNREFER_PARENT} says which that is, as launchers on one machine do.
 */
@Singleton
final class ParentWatch {
    private static final Logger LOG = Logger.getLogger(ParentWatch.class);
    private static final String VARIABLE = "DYNREFER_PARENT";
    private static final long POLL_MILLIS = 1_000;
    private static final int ORPHANED = 130;

    void start(@Observes StartupEvent event) {
        String parent = System.getenv(VARIABLE);
        if (parent != null) {
            Thread watch = new Thread(() -> watch(Long.parseLong(parent)), "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void watch(long parent) {
        try {
            while (ProcessHandle.current().parent().map(ProcessHandle::pid).equals(Optional.of(parent))) {
                Thread.sleep(POLL_MILLIS);
            }
            LOG.warnf("The process %d that started this one is gone; ending", parent);
            Runtime.getRuntime().halt(ORPHANED); // Nobody is left to wait for an orderly end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
