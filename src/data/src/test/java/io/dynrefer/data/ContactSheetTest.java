package io.dynrefer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.RgbImage;
import io.dynrefer.views.Canvas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactSheetTest {
    @TempDir
    private Path folder;

    @Test
    void draw_showsPicturesFramesAndText() {
        StripesGenerator generator = new StripesGenerator(3);
        new DatasetGeneration(generator, DatasetGeneration.usualScenes(generator), folder).run(GenerationProgress.NONE);
        try (Dataset dataset = Dataset.open(folder)) {
            List<AnnotatedImage> images = dataset.images(Split.TRAIN);
            Canvas sheet = new ContactSheet(2).draw(images, dataset.pixels());
            RgbImage drawn = sheet.image();
            assertThat(drawn.width()).isEqualTo(2 * (384 + 6) + 6);
            assertThat(drawn.height()).isEqualTo(2 * (8 + 4 * 12 + 6) + 6);
            RgbImage picture = dataset.pixels().read(images.get(0));
            assertThat(drawn.sample(6 + 15, 6 + 7, 1)).isEqualTo(picture.sample(15, 7, 1));
            AnnotatedRegion region = images.get(0).regions().get(0);
            assertThat(drawn.sample(6 + (int) region.box().x1(), 6, 0)).isEqualTo(0xD0);
            assertThat(drawn.sample(6 + (int) region.box().x1(), 6, 1)).isZero();
            assertThat(ContactSheet.jpeg(sheet)).startsWith(0xFF, 0xD8);
            assertThat(sheet.png()).startsWith(0x89, 'P', 'N', 'G');
        }
    }
}
