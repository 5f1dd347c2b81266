package io.dynrefer.training.samples;

import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.region.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings of texts kept in a folder, a pair of files per encoder: the texts, one a line, and their rows of 32-bit
 * floats. Files only grow; a row whose text did not make it to disk is dropped. For one process at a time.
 *
 * @param folder where to keep them, or none to keep nothing
 */
public record KeptTexts(@Nullable Path folder) {
    /** An encoder is known by what it makes of this. */
    private static final String PROBE = "a region of an image";

    /** Coarse enough that the last bits, which depend on the number of threads, do not matter. */
    private static final double PROBE_DIGITS = 100;

    private record Place(Path texts, Path rows, int width) {}

    private @Nullable Place place(TextEncoder encoder) {
        if (folder == null) {
            return null;
        }
        FloatMatrix probe = encoder.encode(List.of(PROBE));
        double sum = 0;
        for (int i = 0; i < probe.columns(); i++) {
            sum += (i + 1) * probe.values().get(i);
        }
        String name = "texts-" + probe.columns() + "-" + Math.round(sum * PROBE_DIGITS);
        return new Place(folder.resolve(name + ".txt"), folder.resolve(name + ".f32"), probe.columns());
    }

    /** All that is kept of an encoder's. */
    Map<String, float[]> read(TextEncoder encoder) {
        Map<String, float[]> known = new HashMap<>();
        Place place = place(encoder);
        if (place == null || !Files.exists(place.texts()) || !Files.exists(place.rows())) {
            return known;
        }
        try {
            List<String> texts = Files.readAllLines(place.texts());
            ByteBuffer rows = ByteBuffer.wrap(Files.readAllBytes(place.rows())).order(ByteOrder.LITTLE_ENDIAN);
            for (String text : texts) {
                float[] row = new float[place.width()];
                rows.asFloatBuffer().get(row);
                rows.position(rows.position() + place.width() * Float.BYTES);
                known.put(text, row);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place.texts(), e);
        }
    }

    /** Adds texts and their rows. */
    void append(TextEncoder encoder, List<String> texts, float[][] rows) {
        Place place = place(encoder);
        if (place == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows.length, place.width() * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        bytes.flip();
        try {
            Files.createDirectories(place.texts().toAbsolutePath().getParent());
            long kept = Files.exists(place.texts())
                    ? Files.readAllLines(place.texts()).size()
                    : 0;
            try (FileChannel channel =
                    FileChannel.open(place.rows(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.truncate(kept * place.width() * Float.BYTES).position(kept * place.width() * Float.BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
            Files.write(place.texts(), texts, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + place.texts(), e);
        }
    }
}
