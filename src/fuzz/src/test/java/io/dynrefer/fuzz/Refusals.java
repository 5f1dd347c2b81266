package io.dynrefer.fuzz;

import io.dynrefer.region.DynReferException;
import java.nio.charset.StandardCharsets;

/** Runs a reader, which may refuse in the project's own words and in no others. */
public final class Refusals {
    private static final int LONGEST = 1_500;

    private Refusals() {}

    /** What a reader does with bytes. */
    public interface Reading {
        void run() throws Exception;
    }

    /** Any exception but a {@link DynReferException} of a bounded length is passed on, which is a finding. */
    public static void only(Reading reading) throws Exception {
        try {
            reading.run();
        } catch (DynReferException e) {
            int length = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_16BE).length / 2;
            if (length > LONGEST) {
                throw new AssertionError("a refusal of " + length + " characters", e);
            }
        }
    }
}
