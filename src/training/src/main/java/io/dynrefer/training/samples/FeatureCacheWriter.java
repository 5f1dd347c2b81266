package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.region.Box;
import io.dynrefer.region.RgbImage;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fills feature caches, image by image. What was interrupted goes on after the last image that is safely on disk; a
 * complete cache is left as it is.
 */
public final class FeatureCacheWriter {
    /** Images encoded ahead of the one that is written, per thread. */
    private static final int AHEAD = 2;

    /** Images between two notes of how far the work has come. */
    private static final int NOTED_EVERY = 20;

    private final RegionEmbedder embedder;
    private final List<Double> coefficients;
    private final Path folder;
    private final int threads;

    /** Sees how far the work has come. */
    @FunctionalInterface
    public interface Listener {
        /** @param resumed images that were there before */
        void progress(SampleSource source, int done, int total, int resumed);
    }

    /**
     * @param folder of all caches
     * @param threads that encode images side by side
     */
    public FeatureCacheWriter(RegionEmbedder embedder, List<Double> coefficients, Path folder, int threads) {
        this.embedder = embedder;
        this.coefficients = List.copyOf(coefficients);
        this.folder = folder;
        this.threads = threads;
    }

    /**
     * The cache of a source, made or completed now if need be.
     *
     * @param changed for the changed copy of every photo in place of the photo itself
     */
    public FeatureCache require(SampleSource source, boolean changed, Listener listener) {
        FeatureCache.Index index = FeatureCache.Index.of(embedder, source, coefficients, changed);
        FeatureCache.Place place = FeatureCache.Place.of(folder, source, index);
        try {
            if (!Files.exists(place.index())) {
                Files.createDirectories(place.features().toAbsolutePath().getParent());
                fill(source, changed, place, listener);
                replace(place.index(), Json.write(index));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the feature cache " + place.features(), e);
        }
        return FeatureCache.open(place, index);
    }

    private void fill(SampleSource source, boolean changed, FeatureCache.Place place, Listener listener)
            throws IOException {
        int total = source.images().size();
        int resumed = Files.exists(place.progress())
                ? Integer.parseInt(Files.readString(place.progress()).strip())
                : 0;
        ExecutorService encoders = Executors.newFixedThreadPool(threads);
        try (FileChannel channel =
                FileChannel.open(place.features(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes(source, resumed)).position(bytes(source, resumed));
            Deque<Future<ByteBuffer>> ahead = new ArrayDeque<>(); // in the order of the images
            int next = resumed;
            for (int done = resumed; done < total; ) {
                while (next < total && ahead.size() < AHEAD * threads) {
                    AnnotatedImage image = source.images().get(next++);
                    ahead.add(encoders.submit(() -> features(source, image, changed)));
                }
                write(channel, ahead.remove());
                done++;
                if (done % NOTED_EVERY == 0 || done == total) {
                    channel.force(false);
                    replace(place.progress(), Json.write(done));
                    listener.progress(source, done, total, resumed);
                }
            }
        } finally {
            encoders.shutdownNow();
        }
    }

    /** Bytes of the first images. */
    private long bytes(SampleSource source, int images) {
        long regions = source.images().subList(0, images).stream()
                .mapToLong(image -> image.regions().size())
                .sum();
        return regions * coefficients.size() * embedder.tokens() * embedder.width() * Short.BYTES;
    }

    /** The slots of an image's regions. */
    private ByteBuffer features(SampleSource source, AnnotatedImage image, boolean changed) {
        if (image.regions().isEmpty()) {
            return ByteBuffer.allocate(0);
        }
        List<RegionEmbedder.Wanted> wanted = new ArrayList<>();
        for (AnnotatedRegion region : image.regions()) {
            Box box = changed ? Variation.box(region, image.size()) : region.box();
            coefficients.forEach(t -> wanted.add(new RegionEmbedder.Wanted(box, t)));
        }
        RgbImage pixels = source.pixels().read(image);
        return embedder.halves(changed ? Variation.pixels(image, pixels) : pixels, wanted);
    }

    private static void write(FileChannel channel, Future<ByteBuffer> image) throws IOException {
        ByteBuffer features = await(image);
        while (features.hasRemaining()) {
            channel.write(features);
        }
    }

    private static ByteBuffer await(Future<ByteBuffer> image) {
        try {
            return image.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while encoding", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("an image cannot be encoded", e.getCause());
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
