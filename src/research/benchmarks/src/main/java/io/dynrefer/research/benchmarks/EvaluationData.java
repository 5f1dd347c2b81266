package io.dynrefer.research.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes stand-in data of any size in a published form, for {@code ./dynrefer evaluate}: seven regions an image, about
 * as many as COCO has; the images are the photos of a folder, again and again.
 *
 * <pre>
 * java … io.dynrefer.research.benchmarks.EvaluationData ovad|coco|refcocog|vg-densecap|vg-region|scenes regions folder photos
 * </pre>
 */
public final class EvaluationData {
    private static final int REGIONS_OF_IMAGE = 7;

    private EvaluationData() {}

    /** Writes one benchmark. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        StandInData.of(arguments[0])
                .write(StandInFolder.ofPhotos(
                        folder, Integer.parseInt(arguments[1]), REGIONS_OF_IMAGE, Path.of(arguments[3])));
    }
}
