package io.dynrefer.local;

import java.util.Map;
import java.util.Optional;

/**
 * The process that started this one, and without which it has nothing to do here: ends this process when that is gone,
 * however it ended. Only a process that is told who its parent is minds.
 */
public final class Parent {
    /** Tells a child the number of its parent; the functions read it, too. */
    private static final String VARIABLE = "DYNREFER_PARENT";

    private static final long POLL_MILLIS = 1_000;
    private static final int ORPHANED = 130;

    private Parent() {}

    /** Adds to a child's variables that this process is its parent. */
    public static void announceTo(Map<String, String> environment) {
        environment.put(VARIABLE, String.valueOf(ProcessHandle.current().pid()));
    }

    /** Ends this process when its parent is gone. */
    public static void endWithIt() {
        String parent = System.getenv(VARIABLE);
        if (parent == null) {
            return;
        }
        Thread watch = new Thread(() -> watch(parent), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(String parent) {
        try {
            while (ProcessHandle.current().parent().map(ProcessHandle::pid).equals(Optional.of(Long.valueOf(parent)))) {
                Thread.sleep(POLL_MILLIS);
            }
            Runtime.getRuntime().exit(ORPHANED); // Its own children end with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
