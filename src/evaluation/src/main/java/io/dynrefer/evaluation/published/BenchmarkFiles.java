package io.dynrefer.evaluation.published;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a benchmark's files lie.
 *
 * @param data the folder of the annotations
 * @param images the folder of the images; null for the usual folders below {@code data}
 * @param boxes a file of given boxes, where a benchmark takes them; null for the annotated ones
 * @param split the split that is asked about; null for the benchmark's own
 */
public record BenchmarkFiles(
        Path data,
        @Nullable Path images,
        @Nullable Path boxes,
        @Nullable String split) {
    /** The split asked about, or the benchmark's own. */
    String splitOr(String usual) {
        return split == null ? usual : split;
    }
}
