package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;

/** Sees intermediate results by name; for parity checks. {@link #NONE} costs a call of an empty method. */
@FunctionalInterface
public interface Probe {
    /** Sees nothing. */
    Probe NONE = new Probe() {
        @Override
        public void record(String name, NDArray value) {}

        @Override
        public Probe at(String prefix) {
            return this;
        }
    };

    /** Sees one result. The array is closed soon afterwards: copy what is needed at once. */
    void record(String name, NDArray value);

    /** A probe that puts {@code prefix} and a dot before every name. Made when a layer is built, not when it runs. */
    default Probe at(String prefix) {
        return (name, value) -> record(prefix + "." + name, value);
    }
}
