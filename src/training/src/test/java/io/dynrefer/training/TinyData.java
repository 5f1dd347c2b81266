package io.dynrefer.training;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.AnnotationFile;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.DatasetVocabulary;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.Split;
import io.dynrefer.data.SplitCounts;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A data set of noise with captions, for tests of everything around learning. */
public final class TinyData {
    private static final ImageSize SIZE = new ImageSize(48, 40);
    private static final List<String> COLORS = List.of("red", "blue");
    private static final List<String> THINGS = List.of("cup", "dog", "tree");

    private TinyData() {}

    /** Writes a data set with this many images in training and two in validation, two regions each. */
    public static Path write(Path folder, int images) {
        try {
            Files.createDirectories(folder.resolve("images"));
            DatasetInfo info = new DatasetInfo(
                    "tiny",
                    "Noise.",
                    "tiny 1",
                    1,
                    Map.of("train", new SplitCounts(images, 2 * images), "val", new SplitCounts(2, 4)),
                    new DatasetVocabulary(THINGS, List.of(), List.of("color:red", "color:blue"), THINGS),
                    List.of());
            Files.write(folder.resolve(DatasetInfo.FILE_NAME), info.write());
            write(folder, Split.TRAIN, 0, images);
            write(folder, Split.VAL, images, 2);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, Split split, int from, int count) throws IOException {
        List<AnnotatedImage> images = new ArrayList<>();
        for (int number = from; number < from + count; number++) {
            String name = "images/" + number + ".png";
            ImageIO.write(noise(number), "png", folder.resolve(name).toFile());
            images.add(new AnnotatedImage(number + 1, name, SIZE, regions(number)));
        }
        Files.write(folder.resolve(split.fileName()), AnnotationFile.write(images));
    }

    private static BufferedImage noise(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static List<AnnotatedRegion> regions(int image) {
        return IntStream.range(0, 2)
                .mapToObj(i -> region(2 * image + i, COLORS.get((image + i) % 2), THINGS.get((image + i) % 3)))
                .toList();
    }

    private static AnnotatedRegion region(int number, String color, String thing) {
        String other = COLORS.get(1 - COLORS.indexOf(color));
        return new AnnotatedRegion(
                number + 1,
                new Box(number % 7, 3, 20 + number % 9, 30.5),
                List.of("a " + color + " " + thing, "the " + thing + " near a wall"),
                new RegionLabels(
                        thing,
                        List.of(thing, color),
                        List.of("color:" + color),
                        List.of("color:" + other),
                        List.of("the " + thing),
                        CaptionSlots.NONE),
                RegionOrigin.UNKNOWN);
    }
}
