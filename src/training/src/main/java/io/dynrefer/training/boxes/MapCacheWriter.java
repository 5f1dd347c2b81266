package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.proposals.EncoderMaps;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * Fills caches of maps. One that was interrupted goes on after the last photos that are safely on disk; a complete one
 * is left as it is.
 */
final class MapCacheWriter {
    /** Photos that are encoded side by side and then written. */
    private static final int TOGETHER = 16;

    private final Path folder;
    private final EncoderMaps encoder;
    private final int imageSize;
    private final MapShapes shapes;

    /** @param folder for this encoder and size */
    MapCacheWriter(Path folder, EncoderMaps encoder, int imageSize, MapShapes shapes) {
        this.folder = folder;
        this.encoder = encoder;
        this.imageSize = imageSize;
        this.shapes = shapes;
    }

    /** The maps of a copy of every photo, made or completed now if need be. */
    MapCache require(BoxPhotos photos, int copy, Progress progress) {
        Path file = folder.resolve(photos.digest() + "-" + PhotoCopy.VERSION + "-" + copy + ".maps");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                fill(part, photos, copy, progress);
                Files.move(part, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cache of maps " + file, e);
        }
        return MapCache.open(file, shapes);
    }

    private void fill(Path part, BoxPhotos photos, int copy, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int done = (int) (channel.size() / shapes.bytes()) / TOGETHER * TOGETHER;
            channel.truncate((long) done * shapes.bytes()).position((long) done * shapes.bytes());
            while (done < photos.count()) {
                int from = done;
                int end = Math.min(photos.count(), from + TOGETHER);
                ByteBuffer[] maps = IntStream.range(from, end)
                        .parallel()
                        .mapToObj(i -> maps(photos, i, copy))
                        .toArray(ByteBuffer[]::new);
                for (ByteBuffer ofPhoto : maps) {
                    while (ofPhoto.hasRemaining()) {
                        channel.write(ofPhoto);
                    }
                }
                channel.force(false);
                done = end;
                progress.report(done, photos.count());
            }
        }
    }

    private ByteBuffer maps(BoxPhotos photos, int number, int copy) {
        AnnotatedImage image = photos.image(number);
        RgbImage square = PhotoCopy.of(image, copy).pixels(photos.pixels(number), imageSize);
        return Inference.call(manager -> {
            ByteBuffer bytes = MapCache.room(1, shapes);
            for (NDArray map : encoder.of(manager, square)) {
                bytes.put(map.toType(DataType.FLOAT16, true).toByteBuffer());
            }
            return bytes.flip();
        });
    }
}
