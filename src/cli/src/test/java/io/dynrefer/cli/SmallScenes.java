package io.dynrefer.cli;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.AnnotationFile;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.DatasetVocabulary;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.SplitCounts;
import io.dynrefer.region.Box;
import io.dynrefer.region.ImageSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A data set of a few regions on the example photo of a cat, with every kind of label. */
final class SmallScenes {
    private static final int IMAGES = 8;
    private static final List<String> CATEGORIES = List.of("cat", "eye", "nose");

    private SmallScenes() {}

    /** Writes the data set, whose splits are the same, and returns its folder. */
    static Path write(Path folder, String name) {
        try {
            Files.createDirectories(folder.resolve("images"));
            List<AnnotatedImage> images = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                String file = "images/" + i + ".jpg";
                Files.copy(Path.of(Run.example("cat.jpg")), folder.resolve(file));
                images.add(new AnnotatedImage(i, file, new ImageSize(451, 300), regions(i, name)));
            }
            SplitCounts counts = new SplitCounts(IMAGES, 3 * IMAGES);
            Files.write(
                    folder.resolve("dataset.json"),
                    new DatasetInfo(
                                    name,
                                    "A cat.",
                                    "by hand 1",
                                    0,
                                    Map.of("train", counts, "val", counts, "test", counts),
                                    new DatasetVocabulary(
                                            CATEGORIES,
                                            List.of("ear", "paw"),
                                            List.of("color:green", "color:pink", "wet"),
                                            List.of("cat", "eye", "green")),
                                    List.of())
                            .write());
            for (String split : List.of("train", "val", "test")) {
                Files.write(folder.resolve(split + ".json"), AnnotationFile.write(images));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AnnotatedRegion> regions(int image, String part) {
        return List.of(
                region(3L * image, new Box(30 + image, 0, 400, 292), CATEGORIES.get(0), part, false),
                region(3L * image + 1, new Box(132, 86 + image, 210, 150), CATEGORIES.get(1 + image % 2), part, false),
                region(3L * image + 2, new Box(60, 10, 120 + image, 70), image % 2 == 0 ? "ear" : "paw", part, true));
    }

    private static AnnotatedRegion region(long id, Box box, String category, String part, boolean novel) {
        List<String> colors = List.of("color:green", "color:pink");
        return new AnnotatedRegion(
                id,
                box,
                List.of("a green " + category + " of a cat", "the " + category + " near a nose"),
                new RegionLabels(
                        category,
                        List.of("cat", category),
                        List.of(colors.get((int) id % 2)),
                        List.of(colors.get(1 - (int) id % 2), "wet"),
                        List.of(),
                        new CaptionSlots(List.of("green"), category, List.of("nose"))),
                new RegionOrigin(part, novel, "home", "cat"));
    }
}
