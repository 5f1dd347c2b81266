package io.dynrefer.research.benchmarks;

import io.dynrefer.pictures.JpegEncoder;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder of stand-in data: how much there is of it, its pictures, which are a few files again and again, and its
 * boxes.
 */
final class StandInFolder {
    private static final double SMALLEST = 0.08; // of a picture's side
    private static final double LARGEST = 0.6;
    private static final int NOISE_PICTURES = 4;
    private static final int NOISE_QUALITY = 90;
    private static final ImageSize NOISE_SIZE = new ImageSize(160, 120);

    private final Path path;
    private final int regions;
    private final int regionsOfImage;
    private final List<Path> pictures;
    private final List<ImageSize> sizes; // by picture

    private StandInFolder(Path path, int regions, int regionsOfImage, List<Path> pictures, List<ImageSize> sizes) {
        this.path = path;
        this.regions = regions;
        this.regionsOfImage = regionsOfImage;
        this.pictures = List.copyOf(pictures);
        this.sizes = List.copyOf(sizes);
    }

    /** Small pictures of noise: what is measured is not their reading. */
    static StandInFolder ofNoise(Path path, int regions, int regionsOfImage) throws IOException {
        Path noise = Files.createDirectories(path.resolve("noise"));
        List<Path> pictures = new ArrayList<>();
        for (int i = 0; i < NOISE_PICTURES; i++) {
            byte[] picture = JpegEncoder.encode(Pictures.noise(NOISE_SIZE.width(), NOISE_SIZE.height()), NOISE_QUALITY);
            pictures.add(Files.write(noise.resolve(i + ".jpg"), picture));
        }
        return new StandInFolder(path, regions, regionsOfImage, pictures, sizes(pictures));
    }

    /** The JPEG photos of another folder. */
    static StandInFolder ofPhotos(Path path, int regions, int regionsOfImage, Path photos) throws IOException {
        try (Stream<Path> files = Files.list(photos)) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            return new StandInFolder(path, regions, regionsOfImage, pictures, sizes(pictures));
        }
    }

    private static List<ImageSize> sizes(List<Path> pictures) throws IOException {
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT);
        List<ImageSize> sizes = new ArrayList<>();
        for (Path picture : pictures) {
            sizes.add(reader.read(Files.readAllBytes(picture)).image().size());
        }
        return sizes;
    }

    Path path() {
        return path;
    }

    int regions() {
        return regions;
    }

    int images() {
        return (regions + regionsOfImage - 1) / regionsOfImage;
    }

    int imageOf(int region) {
        return region / regionsOfImage;
    }

    /** The regions of an image. */
    IntStream regionsOf(int image) {
        return IntStream.range(image * regionsOfImage, Math.min(regions, (image + 1) * regionsOfImage));
    }

    ImageSize size(int image) {
        return sizes.get(image % sizes.size());
    }

    /** A box inside an image, of whole pixels. */
    Box box(int image, Random random) {
        ImageSize size = size(image);
        int width = side(size.width(), random);
        int height = side(size.height(), random);
        int x = random.nextInt(size.width() - width);
        int y = random.nextInt(size.height() - height);
        return new Box(x, y, x + width, y + height);
    }

    private static int side(int whole, Random random) {
        return (int) Math.ceil(whole * (SMALLEST + (LARGEST - SMALLEST) * random.nextDouble()));
    }

    /** A box as COCO writes it. */
    static String xywh(Box box) {
        return "[%.0f, %.0f, %.0f, %.0f]".formatted(box.x1(), box.y1(), box.width(), box.height());
    }

    /** Puts the pictures into {@code images} as {@code 0.jpg}, {@code 1.jpg} and so on. */
    void linkImages() throws IOException {
        Path folder = Files.createDirectories(path.resolve("images"));
        for (int i = 0; i < images(); i++) {
            Files.createSymbolicLink(
                    folder.resolve(i + ".jpg"),
                    pictures.get(i % pictures.size()).toAbsolutePath());
        }
    }

    /** Writes a list of JSON records, each on a line. */
    static void writeLines(Writer json, int count, IntFunction<String> line) throws IOException {
        json.write("[");
        for (int i = 0; i < count; i++) {
            json.write((i == 0 ? "\n" : ",\n") + line.apply(i));
        }
        json.write("]");
    }

    /** A JSON list of records or texts. */
    static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", ", "[", "]"));
    }

    Writer writer(String file) throws IOException {
        return Files.newBufferedWriter(path.resolve(file), StandardCharsets.US_ASCII);
    }
}
