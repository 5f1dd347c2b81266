package io.dynrefer.search;

import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Hands an index on to other vector stores. */
public final class IndexExport {
    private IndexExport() {}

    /**
     * Writes {@code vectors} (regions, width) into a safetensors file and the regions, a line of JSON each in the same
     * order, into the file of that name with the ending {@code .jsonl}.
     *
     * @return how many regions
     */
    public static int write(Path index, Path file) {
        IndexCard card = IndexCard.read(index);
        IndexParts parts = new IndexParts(index, card.width());
        List<IndexedRegion> regions = parts.regions();
        TensorSpec spec = TensorSpec.f32(IndexParts.VECTORS, (long) regions.size(), (long) card.width());
        try (Writer lines = Files.newBufferedWriter(file.resolveSibling(file.getFileName() + ".jsonl"));
                SafeTensorsWriter writer = SafeTensorsWriter.create(file, List.of(spec))) {
            for (IndexedRegion region : regions) {
                lines.append(Json.text(region)).append('\n');
            }
            parts.vectors((number, vector) -> writer.append(IndexParts.VECTORS, IndexParts.bytes(vector)));
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        return regions.size();
    }
}
