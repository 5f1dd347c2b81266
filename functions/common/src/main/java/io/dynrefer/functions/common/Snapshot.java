package io.dynrefer.functions.common;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/** The snapshot that Lambda takes of a function after its init phase, where SnapStart is on. */
public final class Snapshot implements Resource {
    private static final Logger LOG = Logger.getLogger(Snapshot.class);
    private static final String REGISTRY = "org.crac.Core.Compat";

    /** The registry itself refers to its members weakly. */
    private static final List<Snapshot> KEPT = new CopyOnWriteArrayList<>();

    private final Preparation preparation;

    private Snapshot(Preparation preparation) {
        this.preparation = preparation;
    }

    /** Work that leaves classes, compiled code and parsed configuration in the snapshot. */
    @FunctionalInterface
    public interface Preparation {
        /** @throws IOException if no snapshot should be taken */
        void run() throws IOException;
    }

    /** Registers work for the moment before a snapshot is taken. */
    public static void prepare(Preparation preparation) {
        if (System.getProperty(REGISTRY) == null) {
            // AWS's runtime client has a registry of its own, which is found by its package's name only.
            System.setProperty(REGISTRY, "com.amazonaws.services.lambda.crac");
        }
        Snapshot snapshot = new Snapshot(preparation);
        KEPT.add(snapshot);
        Core.getGlobalContext().register(snapshot);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
        long begin = System.nanoTime();
        preparation.run();
        LOG.infof("Primed in %d ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        LOG.info("Restored from a snapshot");
    }
}
