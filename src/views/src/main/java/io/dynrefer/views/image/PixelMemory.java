package io.dynrefer.views.image;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The part of the heap that may hold pixels, shared by all decoding of a process: whoever decodes waits until there is
 * room, so that many large images at once take longer instead of failing. Thread-safe.
 */
final class PixelMemory {
    private static final int UNIT = 1024; // bytes
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Half of this process's heap. */
    static final PixelMemory OF_PROCESS = new PixelMemory(Runtime.getRuntime().maxMemory() / 2, PATIENCE);

    private final int units;
    private final Semaphore free;
    private final Duration patience;

    PixelMemory(long bytes, Duration patience) {
        this.units = units(bytes);
        this.free = new Semaphore(units, true);
        this.patience = patience;
    }

    /** Room that was taken; given back in parts. */
    final class Room {
        private int taken; // guarded by this

        private Room(int taken) {
            this.taken = taken;
        }

        /** Gives back all but so many bytes. */
        synchronized void shrink(long bytes) {
            int surplus = taken - Math.min(taken, units(bytes));
            taken -= surplus;
            free.release(surplus);
        }
    }

    /**
     * Waits for room for so many bytes; whoever needs more than there is gets all of it, alone.
     *
     * @throws DynReferException {@link ErrorCode#OVER_CAPACITY} if there is none in time
     */
    Room take(long bytes) {
        int wanted = Math.min(units(bytes), units);
        try {
            if (free.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Room(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DynReferException(
                ErrorCode.OVER_CAPACITY,
                "image",
                "So many large images are being decoded here that there is no room for this one; send it again soon.");
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
    }
}
