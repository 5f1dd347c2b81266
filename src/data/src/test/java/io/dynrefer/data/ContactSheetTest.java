package io.dynrefer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactSheetTest {
    @TempDir
    private Path folder;

    @Test
    void svg_showsPicturesFramesAndText() {
        StripesGenerator generator = new StripesGenerator(3);
        new DatasetGeneration(generator, DatasetGeneration.usualScenes(generator), folder).run(Progress.NONE);
        try (Dataset dataset = Dataset.open(folder)) {
            List<AnnotatedImage> images = dataset.images(Split.TRAIN);
            AnnotatedRegion region = images.get(0).regions().get(0);
            assertThat(new String(new ContactSheet(2).svg(images, dataset.pixels()), StandardCharsets.UTF_8))
                    .contains("width='" + (2 * (384 + 6) + 6) + "' height='" + (2 * (8 + 4 * 12 + 6) + 6) + "'")
                    .contains(
                            "<rect x='%.1f' y='6.0'".formatted(6 + region.box().x1()))
                    .contains(">" + region.captions().get(0) + "</text>")
                    .satisfies(svg -> assertThat(svg.split("<image ")).hasSize(1 + images.size()));
        }
    }
}
