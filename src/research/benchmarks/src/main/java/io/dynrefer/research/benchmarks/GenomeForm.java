package io.dynrefer.research.benchmarks;

import io.dynrefer.region.Box;
import java.io.IOException;
import java.io.Writer;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes stand-in data in the form of Visual Genome 1.2 with DenseCap's splits; all images are of the test split. */
final class GenomeForm {
    private GenomeForm() {}

    static void write(StandInFolder folder) throws IOException {
        try (Writer json = folder.writer("image_data.json")) {
            StandInFolder.writeLines(
                    json,
                    folder.images(),
                    i -> "{\"image_id\": %d, \"width\": %d, \"height\": %d}"
                            .formatted(i, folder.size(i).width(), folder.size(i).height()));
        }
        try (Writer json = folder.writer("densecap_splits.json")) {
            json.write("{\"test\": " + StandInFolder.list(folder.images(), String::valueOf) + "}");
        }
        Random random = new Random(3);
        try (Writer json = folder.writer("region_descriptions.json")) {
            StandInFolder.writeLines(json, folder.images(), i -> image(folder, i, random));
        }
        folder.linkImages();
    }

    private static String image(StandInFolder folder, int image, Random random) {
        return folder.regionsOf(image)
                .mapToObj(region -> region(region, image, folder.box(image, random), random))
                .collect(Collectors.joining(", ", "{\"id\": " + image + ", \"regions\": [", "]}"));
    }

    private static String region(int number, int image, Box box, Random random) {
        return """
                {"region_id": %d, "image_id": %d, "phrase": "%s", "x": %.0f, "y": %.0f, "width": %.0f, "height": %.0f}""".formatted(number, image, Sentences.next(random), box.x1(), box.y1(), box.width(), box.height());
    }
}
