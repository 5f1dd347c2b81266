package io.dynrefer.training.samples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.heads.TextEncoder;
import io.dynrefer.region.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The frozen text encoder's embeddings of all texts of a training, made once and kept in a file. Thread-safe. */
public final class TextTable {
    /** Texts encoded together. */
    private static final int BATCH = 256;

    private final Map<String, Integer> rows = new HashMap<>();
    private final float[] values; // (texts, width)
    private final int width;

    private TextTable(List<String> texts, float[] values) {
        for (String text : texts) {
            rows.put(text, rows.size());
        }
        this.values = values;
        this.width = values.length / texts.size();
    }

    /**
     * The table of distinct texts, at least one.
     *
     * @param encoderId what the encoder's numbers depend on
     * @param folder where tables are kept, or none
     * @param progress sees how many of how many texts are encoded
     */
    public static TextTable of(
            List<String> texts,
            TextEncoder encoder,
            String encoderId,
            @Nullable Path folder,
            BiConsumer<Integer, Integer> progress) {
        if (folder == null) {
            return new TextTable(texts, encode(texts, encoder, progress));
        }
        Path file = folder.resolve("texts-" + digest(encoderId, texts) + ".f32");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                write(file, encode(texts, encoder, progress));
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return new TextTable(texts, values);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep text embeddings in " + file, e);
        }
    }

    private static float[] encode(List<String> texts, TextEncoder encoder, BiConsumer<Integer, Integer> progress) {
        float[] values = new float[0];
        for (int from = 0; from < texts.size(); from += BATCH) {
            int to = Math.min(from + BATCH, texts.size());
            FloatMatrix encoded = encoder.encode(texts.subList(from, to));
            if (from == 0) {
                values = new float[Math.multiplyExact(texts.size(), encoded.columns())];
            }
            encoded.values().get(values, from * encoded.columns(), (to - from) * encoded.columns());
            progress.accept(to, texts.size());
        }
        return values;
    }

    private static void write(Path file, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes.array());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String digest(String encoderId, List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(encoderId.getBytes(StandardCharsets.UTF_8));
            texts.forEach(text -> digest.update((text + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The embeddings of these texts, all of which the table has: (texts, width). */
    NDArray of(NDManager manager, List<String> texts) {
        float[] selected = new float[texts.size() * width];
        for (int i = 0; i < texts.size(); i++) {
            int row = Objects.requireNonNull(rows.get(texts.get(i)), texts.get(i));
            System.arraycopy(values, row * width, selected, i * width, width);
        }
        return manager.create(selected, new Shape(texts.size(), width));
    }
}
