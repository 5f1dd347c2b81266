package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills feature caches, image by image. What was interrupted goes on after the last image that is safely on disk; a
 * complete cache is left as it is.
 */
public final class FeatureCacheWriter {
    /** Images between two notes of how far the work has come. */
    private static final int NOTED_EVERY = 20;

    private final RegionEmbedder embedder;
    private final List<Double> coefficients;
    private final Path folder;

    /** Sees how far the work has come. */
    @FunctionalInterface
    public interface Listener {
        /** @param resumed images that were there before */
        void progress(SampleSource source, int done, int total, int resumed);
    }

    /** @param folder of all caches */
    public FeatureCacheWriter(RegionEmbedder embedder, List<Double> coefficients, Path folder) {
        this.embedder = embedder;
        this.coefficients = List.copyOf(coefficients);
        this.folder = folder;
    }

    /** The cache of a source, made or completed now if need be. */
    public FeatureCache require(SampleSource source, Listener listener) {
        FeatureCache.Index index = FeatureCache.Index.of(embedder, source, coefficients);
        FeatureCache.Place place = FeatureCache.Place.of(folder, source, index);
        try {
            if (!Files.exists(place.index())) {
                Files.createDirectories(place.features().toAbsolutePath().getParent());
                fill(source, place, listener);
                replace(place.index(), Json.write(index));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the feature cache " + place.features(), e);
        }
        return FeatureCache.open(place, index);
    }

    private void fill(SampleSource source, FeatureCache.Place place, Listener listener) throws IOException {
        int total = source.images().size();
        int resumed = Files.exists(place.progress())
                ? Integer.parseInt(Files.readString(place.progress()).strip())
                : 0;
        try (FileChannel channel =
                FileChannel.open(place.features(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes(source, resumed)).position(bytes(source, resumed));
            for (int done = resumed; done < total; ) {
                write(channel, source, source.images().get(done));
                done++;
                if (done % NOTED_EVERY == 0 || done == total) {
                    channel.force(false);
                    replace(place.progress(), Json.write(done));
                    listener.progress(source, done, total, resumed);
                }
            }
        }
    }

    /** Bytes of the first images. */
    private long bytes(SampleSource source, int images) {
        long regions = source.images().subList(0, images).stream()
                .mapToLong(image -> image.regions().size())
                .sum();
        return regions * coefficients.size() * embedder.tokens() * embedder.width() * Short.BYTES;
    }

    private void write(FileChannel channel, SampleSource source, AnnotatedImage image) throws IOException {
        if (image.regions().isEmpty()) {
            return;
        }
        List<RegionEmbedder.Wanted> wanted = new ArrayList<>();
        for (AnnotatedRegion region : image.regions()) {
            coefficients.forEach(t -> wanted.add(new RegionEmbedder.Wanted(region.box(), t)));
        }
        ByteBuffer features = embedder.halves(source.pixels().read(image), wanted);
        while (features.hasRemaining()) {
            channel.write(features);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
