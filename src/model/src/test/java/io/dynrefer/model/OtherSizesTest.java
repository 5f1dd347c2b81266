package io.dynrefer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.init.InitWeights;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.model.weights.ClipTowerSizes;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.model.weights.VisionTransformerSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Progress;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes are data: nothing but the preset knows them. */
class OtherSizesTest {
    private static final long SEED = 8;

    @TempDir
    Path folder;

    @Test
    void oneView_ofAWideAndShallowNetwork() {
        answerEverything(preset(1, 42, 14, 96, 2, 8, 3, 60, 6, 1));
    }

    @Test
    void twoViews_ofADeepAndNarrowNetwork() {
        answerEverything(preset(2, 70, 14, 32, 5, 2, 5, 24, 2, 3));
    }

    @Test
    void fourViews_withAGridThatRoiAlignMakesLarger() {
        answerEverything(preset(4, 48, 16, 48, 1, 3, 6, 30, 3, 2));
    }

    private void answerEverything(Preset preset) {
        assertThat(new InitWeights("test", preset, SEED)
                        .write(folder, Progress.NONE)
                        .viewCount())
                .isEqualTo(preset.viewCount());
        try (DynReferModel model = DynReferModel.load(folder, Part.ALL, Precision.FP32)) {
            List<ViewEmbedding> views = model.imageEncoder().encode(crops(preset));
            assertThat(views)
                    .allSatisfy(view -> assertThat(view.tokens().rows()).isEqualTo(preset.tokens()));
            List<RegionRepresentation> regions = model.regionEncoder().represent(List.of(regionViews(preset, views)));
            assertThat(regions.get(0).queries().columns())
                    .isEqualTo(preset.qformer().width());
            assertThat(model.tagDecoder().decode(regions, 0).get(0).tags()).hasSize(17);
            assertThat(model.contrastiveDecoder()
                            .categories(regions, List.of("a", "b"))
                            .get(0)
                            .categories())
                    .allSatisfy(label -> assertThat(label.score()).isFinite());
            assertThat(model.captionDecoder()
                            .decode(regions, List.of(ControlWords.NONE), CaptionOptions.EVALUATION)
                            .get(0)
                            .score())
                    .isFinite();
        }
    }

    private static RegionViews regionViews(Preset preset, List<ViewEmbedding> views) {
        List<Double> coefficients = new ArrayList<>();
        views.forEach(view -> coefficients.add(coefficients.size() / 10.0));
        Box box = new Box(3, 0, preset.imageSize() - 2, preset.imageSize());
        return new RegionViews(coefficients, views, Collections.nCopies(views.size(), box));
    }

    private static List<RgbImage> crops(Preset preset) {
        Random random = new Random(SEED);
        List<RgbImage> crops = new ArrayList<>();
        for (int i = 0; i < preset.viewCount(); i++) {
            byte[] pixels = new byte[preset.imageSize() * preset.imageSize() * 3];
            random.nextBytes(pixels);
            crops.add(new RgbImage(new ImageSize(preset.imageSize(), preset.imageSize()), pixels));
        }
        return crops;
    }

    private static Preset preset(
            int views,
            int imageSize,
            int patch,
            int width,
            int depth,
            int heads,
            int roiSize,
            int queryWidth,
            int queryHeads,
            int crossAttentionEvery) {
        return new Preset(
                imageSize,
                patch,
                views,
                new VisionTransformerSizes(width, depth, heads, 3 * width + 1, 1e-6),
                1e-5,
                new Preset.Alignment(width, views == 4 ? 3 : 2, 3, 1, 1, 1, 1, 3, 0),
                new Preset.RoiAlign(roiSize, 1.0 / patch, 2),
                new Preset.Qformer(queryWidth, 1 + depth, queryHeads, 2 * queryWidth, crossAttentionEvery, 5, 1e-12),
                new Preset.Head(24, depth, 3, 40, 1e-12),
                0.6,
                new Preset.LanguageModel(20, 6, 3, 30, depth, 1, 90, 16, 64, 1e-6, 0, 1, 0),
                new ClipTowerSizes(49408, 12, 1, 3, 77, 10, 1e-5),
                16,
                17,
                null,
                null);
    }
}
