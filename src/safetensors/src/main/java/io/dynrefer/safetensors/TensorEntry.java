package io.dynrefer.safetensors;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param spec its name, type and shape
 * @param begin its first byte, counted from the first byte after the header
 * @param end the byte after its last
 */
public record TensorEntry(TensorSpec spec, long begin, long end) {
    /** How many bytes it takes. */
    public long bytes() {
        return end - begin;
    }
}
