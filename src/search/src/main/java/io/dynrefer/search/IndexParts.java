package io.dynrefer.search;

import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The content of an index: {@code parts/000000.jsonl} with a line per region and {@code parts/000000.safetensors} with
 * their {@code vectors} and {@code claims} ({@link io.dynrefer.region.WordSpace#claims}), and so on. The second appears
 * last, whole: without it the part is not there. Parts are never changed; where regions are taken out, all are written
 * anew beside the old ones and then take their place.
 */
final class IndexParts {
    static final String VECTORS = "vectors";
    private static final String CLAIMS = "claims";

    private static final String TENSORS = ".safetensors";

    private final Path folder;
    private final int width;

    IndexParts(Path index, int width) {
        this(width, index.resolve("parts"));
        if (Files.isDirectory(kept())) { // The whole of what is to stay: keeping was interrupted.
            replaceByKept();
        }
    }

    private IndexParts(int width, Path folder) {
        this.folder = folder;
        this.width = width;
    }

    /** Takes all regions out that are not to stay, with their vectors; the others stay in their order and parts. */
    void keep(Predicate<IndexedRegion> stays) {
        Path draft = folder.resolveSibling("parts.draft");
        try {
            SearchIndex.delete(draft);
            Files.createDirectories(draft);
            IndexParts copy = new IndexParts(width, draft);
            for (int part = 0; part < count(); part++) {
                copy.addThose(this, part, stays);
            }
            Files.move(draft, kept(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(draft + " cannot be written", e);
        }
        replaceByKept();
    }

    private void addThose(IndexParts from, int part, Predicate<IndexedRegion> stays) {
        List<IndexedRegion> regions = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        List<Float> claims = new ArrayList<>();
        FloatBuffer values = from.values(part, VECTORS);
        FloatBuffer claimed = from.values(part, CLAIMS);
        for (IndexedRegion region : from.regions(part)) {
            float[] vector = new float[width];
            values.get(vector);
            float claim = claimed.get();
            if (stays.test(region)) {
                regions.add(region);
                vectors.add(vector);
                claims.add(claim);
            }
        }
        if (!regions.isEmpty()) {
            add(regions, vectors, claims);
        }
    }

    private Path kept() {
        return folder.resolveSibling("parts.kept");
    }

    private void replaceByKept() {
        try {
            SearchIndex.delete(folder);
            Files.move(kept(), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    /** How many there are. */
    int count() {
        int count = 0;
        while (Files.exists(file(count, TENSORS))) {
            count++;
        }
        return count;
    }

    private Path file(int part, String ending) {
        return folder.resolve("%06d%s".formatted(part, ending));
    }

    /** Adds a part, one vector and one claim per region. */
    void add(List<IndexedRegion> regions, List<float[]> vectors, List<Float> claims) {
        int part = count();
        List<TensorSpec> plan =
                List.of(TensorSpec.f32(VECTORS, (long) regions.size(), (long) width), TensorSpec.f32(CLAIMS, (long)
                        regions.size()));
        StringBuilder lines = new StringBuilder();
        regions.forEach(region -> lines.append(Json.text(region)).append('\n'));
        try {
            Files.createDirectories(folder);
            Files.writeString(file(part, ".jsonl"), lines);
            try (SafeTensorsWriter writer = SafeTensorsWriter.create(file(part, TENSORS), plan)) {
                vectors.forEach(vector -> writer.append(VECTORS, bytes(vector)));
                claims.forEach(claim -> writer.append(CLAIMS, bytes(new float[] {claim})));
                var digests = writer.finish();
                assert digests != null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    static ByteBuffer bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes;
    }

    /** All regions, in the order in which they came. */
    List<IndexedRegion> regions() {
        List<IndexedRegion> regions = new ArrayList<>();
        for (int part = 0; part < count(); part++) {
            regions.addAll(regions(part));
        }
        return regions;
    }

    private List<IndexedRegion> regions(int part) {
        try (Stream<String> lines = Files.lines(file(part, ".jsonl"), StandardCharsets.UTF_8)) {
            return lines.map(line -> Json.read(line, IndexedRegion.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file(part, ".jsonl") + " cannot be read", e);
        }
    }

    /** All claims, in the same order. */
    float[] claims(int regions) {
        float[] claims = new float[regions];
        int number = 0;
        for (int part = 0; part < count(); part++) {
            FloatBuffer values = values(part, CLAIMS);
            int here = values.remaining();
            values.get(claims, number, here);
            number += here;
        }
        return claims;
    }

    private FloatBuffer values(int part, String tensor) {
        try (SafeTensorsFile file = SafeTensorsFile.open(file(part, TENSORS))) {
            return file.map(file.entry(tensor)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
    }

    /** Hands over all vectors, one at a time, with their numbers 0, 1, 2, …; the array is used again for the next. */
    void vectors(BiConsumer<Integer, float[]> each) {
        int number = 0;
        float[] vector = new float[width];
        for (int part = 0; part < count(); part++) {
            FloatBuffer values = values(part, VECTORS);
            while (values.hasRemaining()) {
                values.get(vector);
                each.accept(number++, vector);
            }
        }
    }
}
