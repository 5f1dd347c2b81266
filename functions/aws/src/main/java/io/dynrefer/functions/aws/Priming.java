package io.dynrefer.functions.aws;

import java.io.IOException;

/**
 * What a function does once before Lambda takes a snapshot of it, so that the snapshot has the classes, the compiled
 * code and the parsed configuration that an invocation needs. A bean of this type is found by {@link FunctionEntry}.
 */
public interface Priming {
    /**
     * Does the work of an invocation, on inputs of its own and without writing to the store.
     *
     * @param function hands an event to the function, through all that an invocation goes through
     * @throws IOException if the function fails
     */
    void prime(Invocation function) throws IOException;

    /** Hands an event to the function, which answers it to nobody. */
    @FunctionalInterface
    interface Invocation {
        void invoke(byte[] event) throws IOException;
    }
}
