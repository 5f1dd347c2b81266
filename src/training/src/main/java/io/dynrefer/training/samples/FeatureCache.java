package io.dynrefer.training.samples;

import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of every region of a split at a list of coefficients, in one memory-mapped file of 16-bit floats.
 *
 * <p>The file holds slots of equal size, region by region in the source's order, coefficient by coefficient. Beside it
 * lies {@code <split>.json} with all that the content depends on; another encoder, data set or list of coefficients is
 * another folder. Made by {@link FeatureCacheWriter}. Thread-safe.
 */
final class FeatureCache {
    private static final long MAPPED_BYTES = 1L << 30;

    private final Index index;
    private final int slotBytes;
    private final int slotsPerPart;
    private final List<ByteBuffer> parts = new ArrayList<>();

    /**
     * What a cache's content depends on.
     *
     * @param encoder identity of the image encoder
     * @param data digest of the split's annotations
     * @param coefficients of the views, in the order of the slots
     * @param regions of the split
     * @param tokens of a view
     * @param width numbers of a token
     */
    record Index(String encoder, String data, List<Double> coefficients, int regions, int tokens, int width) {
        Index {
            coefficients = List.copyOf(coefficients);
        }

        static Index of(RegionEmbedder embedder, SampleSource source, List<Double> coefficients, boolean changed) {
            return new Index(
                    embedder.encoderId() + (changed ? "-" + Variation.VERSION : ""),
                    source.digest(),
                    coefficients,
                    source.samples().size(),
                    embedder.tokens(),
                    embedder.width());
        }

        int slotBytes() {
            return tokens * width * Short.BYTES;
        }

        long bytes() {
            return (long) regions * coefficients.size() * slotBytes();
        }
    }

    /** The files of a cache. */
    record Place(Path features, Path index, Path progress) {
        static Place of(Path folder, SampleSource source, Index index) {
            String key =
                    source.name() + "-" + index.encoder() + "-" + index.data().substring(0, 12) + "-"
                            + Integer.toHexString(index.coefficients().hashCode());
            Path inner = folder.resolve(key);
            String split = source.split().wireName();
            return new Place(
                    inner.resolve(split + ".features"),
                    inner.resolve(split + ".json"),
                    inner.resolve(split + ".progress"));
        }
    }

    private FeatureCache(Index index, Path file) throws IOException {
        this.index = index;
        this.slotBytes = index.slotBytes();
        this.slotsPerPart = Math.toIntExact(MAPPED_BYTES / slotBytes);
        long partBytes = (long) slotsPerPart * slotBytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long start = 0; start < index.bytes(); start += partBytes) {
                long length = Math.min(partBytes, index.bytes() - start);
                parts.add(channel.map(FileChannel.MapMode.READ_ONLY, start, length)
                        .order(ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    /** Opens a complete cache; one that is missing or incomplete is an error that names the folder. */
    static FeatureCache open(Place place, Index wanted) {
        try {
            if (!Files.exists(place.index()) || Files.size(place.features()) != wanted.bytes()) {
                throw DynReferException.invalid(
                        "cache", "There is no complete feature cache " + place.features() + "; build it first.");
            }
            Index found = Json.read(Files.readAllBytes(place.index()), Index.class);
            if (!found.equals(wanted)) {
                throw DynReferException.invalid(
                        "cache", place.index() + " describes another cache: " + found + "; delete its folder.");
            }
            return new FeatureCache(wanted, place.features());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the feature cache " + place.features(), e);
        }
    }

    /** Bytes of one view's features. */
    int slotBytes() {
        return slotBytes;
    }

    /** Appends a view's features, 16-bit (tokens, width), to {@code target}. */
    void copy(Sample sample, double t, ByteBuffer target) {
        int column = index.coefficients().indexOf(t);
        if (column < 0) {
            throw DynReferException.invalid(
                    "views",
                    "The feature cache holds the views " + index.coefficients() + ", but " + t
                            + " was asked for; add it to cached_coefficients.");
        }
        long slot = (long) sample.number() * index.coefficients().size() + column;
        ByteBuffer part = parts.get((int) (slot / slotsPerPart));
        target.put(part.slice((int) (slot % slotsPerPart) * slotBytes, slotBytes));
    }
}
