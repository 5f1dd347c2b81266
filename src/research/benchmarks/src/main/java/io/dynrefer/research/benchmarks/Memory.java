package io.dynrefer.research.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What this process holds.
 *
 * @param heap used bytes of the heap after a collection
 * @param resident bytes of memory that the process occupies, as Linux tells it; -1 elsewhere
 */
record Memory(long heap, long resident) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final int KIBIBYTE = 1024;
    private static final double MEBIBYTE = 1024 * 1024;

    /** Collects garbage and reads. */
    static Memory now() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Memory(heap, bytes(RESIDENT));
    }

    /** The most bytes of memory that the process has occupied so far, as Linux tells it; -1 elsewhere. */
    static long mostResident() throws IOException {
        return bytes(MOST_RESIDENT);
    }

    private static long bytes(String field) throws IOException {
        if (!Files.exists(STATUS)) {
            return -1;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(field)) {
                return KIBIBYTE * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return -1;
    }

    Memory max(Memory other) {
        return new Memory(Math.max(heap, other.heap), Math.max(resident, other.resident));
    }

    /** Both numbers in MiB, as cells of a table. */
    String cells() {
        return String.format(Locale.ROOT, "%.1f | %.0f", heap / MEBIBYTE, resident / MEBIBYTE);
    }
}
